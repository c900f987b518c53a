package io.papertape.live.book;

/// Why a book is unusable; the numbers are the venue's.
public sealed interface BookProblem {
  /// Updates are missing between the book's number and that of the update that came.
  ///
  /// @param from number after that of the book
  /// @param to   number before that of the update; `from` or above unless the numbers fell
  record Gap(long from, long to) implements BookProblem {
    @Override
    public String toString() {
      return "Updates are missing: from=%d, to=%d.".formatted(from, to);
    }
  }

  /// The numbers of updates have fallen where they only rise: the venue's clock has been set back.
  record Fallen(long from, long to) implements BookProblem {
    @Override
    public String toString() {
      return "Numbers of updates have fallen: from=%d, to=%d.".formatted(from, to);
    }
  }

  /// The book differs from the venue's.
  record ChecksumDiffers(long expected, long computed) implements BookProblem {
    @Override
    public String toString() {
      return "Checksum differs: expected=%d, computed=%d.".formatted(expected, computed);
    }
  }

  /// The venue sends a checksum with every update, and this one had none: nothing shows that the
  /// book is the venue's.
  record ChecksumMissing() implements BookProblem {
    @Override
    public String toString() {
      return "Update has no checksum.";
    }
  }
}
