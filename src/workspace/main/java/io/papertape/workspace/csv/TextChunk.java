package io.papertape.workspace.csv;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/// A piece of a text that ends where a line ends; reused for one piece after the other.
final class TextChunk {
  /// Size of the buffer, unless a line is longer.
  static final int BYTES = 1 << 19;

  private static final int LONGEST_LINE = 1 << 20;

  /// Bytes kept free behind the text; the first is a line feed, where a quick pass ends.
  private static final int MARGIN = 64;

  private byte[] bytes = new byte[BYTES];
  private int fresh;
  private int filled;
  private int to;
  private byte behind;
  private boolean endsTooLate;
  private Optional<Exception> problem = Optional.empty();

  byte[] bytes() {
    return bytes;
  }

  /// How many of [#bytes] can be filled with text.
  int room() {
    return bytes.length - MARGIN;
  }

  /// Makes more room; false if no line may be so long.
  boolean grow() {
    if (bytes.length >= LONGEST_LINE) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, bytes.length * 2);
    return true;
  }

  /// States what was read.
  ///
  /// @param from where it begins; before it lies what the chunk before had too much
  /// @param to   where it ends
  void read(int from, int to) {
    fresh = from;
    filled = to;
    endsTooLate = false;
    problem = Optional.empty();
  }

  /// Ends the text, and puts a line feed behind it that is not part of it.
  ///
  /// @param end after the last line; behind it may lie the beginning of the next
  void endAt(int end) {
    to = end;
    behind = bytes[end];
    bytes[end] = '\n';
  }

  /// Notes that the line after the text is longer than a line may be.
  void endTooLate() {
    endsTooLate = true;
  }

  /// Notes why no text can be read after this one.
  void endWith(Exception whyNoMore) {
    problem = Optional.of(whyNoMore);
  }

  /// Adds what was read to the digest of the whole text.
  void hash(MessageDigest digest) {
    bytes[to] = behind;
    digest.update(bytes, fresh, filled - fresh);
    bytes[to] = '\n';
  }

  /// End of the text, which begins at 0.
  int to() {
    return to;
  }

  /// Throws what prevented more text from being read, if anything did.
  ///
  /// @param line number of the line after the text
  void checkWhole(long line) throws IOException {
    if (endsTooLate) {
      throw WorkspaceException.data(
          "Line is too long: line=%d, limit=1 MB. Is this a CSV file?".formatted(line));
    }
    if (problem.isPresent()) {
      switch (problem.get()) {
        case IOException e -> throw e;
        case RuntimeException e -> throw e;
        case Exception e -> throw new IllegalStateException(e);
      }
    }
  }
}
