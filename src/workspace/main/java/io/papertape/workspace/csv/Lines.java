package io.papertape.workspace.csv;

import java.io.IOException;
import java.util.Optional;

/// Lines of a text as ranges of the chunk that is shown.
final class Lines {
  private byte[] bytes = new byte[0];
  private int limit;
  private int next;
  private Optional<TextChunk> chunk = Optional.empty();

  private int from;
  private int to;
  private long number;
  private boolean terminated;

  /// Goes on with the chunk after the one shown before.
  void show(TextChunk following) {
    chunk = Optional.of(following);
    bytes = following.bytes();
    limit = following.to();
    next = 0;
  }

  /// Steps to the next line; false at the end of the chunk.
  ///
  /// @throws IOException if the text cannot be read any further
  boolean next() throws IOException {
    if (next == limit) {
      if (chunk.isPresent()) {
        chunk.get().checkWhole(number + 1);
      }
      return false;
    }
    int end = next;
    while (bytes[end] != '\n') {
      end++;
    }
    from = next;
    to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    terminated = end < limit;
    next = terminated ? end + 1 : end;
    number++;
    if (number == 1 && to - from >= 3 && startsWithByteOrderMark()) {
      from += 3;
    }
    return true;
  }

  private boolean startsWithByteOrderMark() {
    return bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }

  /// Where the line after this one begins.
  int ahead() {
    return next;
  }

  /// End of the text in the chunk; a line feed that is not part of it stands there.
  int limit() {
    return limit;
  }

  /// Steps over whole lines that a quick pass took from [#ahead()].
  void skip(int lines, int end) {
    next = end;
    terminated = true;
    number += lines;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  /// End of the line without its line feed and carriage return.
  int to() {
    return to;
  }

  /// Number of the line, from 1.
  long number() {
    return number;
  }

  /// False for a last line without a line feed.
  boolean terminated() {
    return terminated;
  }
}
