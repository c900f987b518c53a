package io.papertape.journal;

/// Where the bytes of a journal go.
public interface JournalSink {
  /// Takes one line, its newline included; the array is reused after the call.
  void write(byte[] bytes, int offset, int length);

  /// Drops everything; for runs that only need the root.
  JournalSink NOWHERE = (_, _, _) -> {};
}
