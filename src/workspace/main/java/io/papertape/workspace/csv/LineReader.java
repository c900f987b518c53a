package io.papertape.workspace.csv;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Lines of a stream as ranges of one buffer; memory is the longest line, not the file.
final class LineReader {
  private static final int FIRST_BYTES = 1 << 18;
  private static final int LONGEST_LINE = 1 << 20;

  /// Bytes kept free behind the text; the first is a line feed, where a quick pass ends.
  private static final int MARGIN = 64;

  private final InputStream in;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int filled;
  private int next;
  private boolean ended;

  private int from;
  private int to;
  private long number;
  private boolean terminated;

  LineReader(InputStream in) {
    this.in = in;
  }

  /// Steps to the next line; false at the end of the stream.
  boolean next() throws IOException {
    int scan = next;
    while (true) {
      byte[] buffer = bytes;
      int limit = filled;
      while (scan < limit && buffer[scan] != '\n') {
        scan++;
      }
      if (scan < limit) {
        take(scan, true);
        return true;
      }
      if (ended) {
        if (next == filled) {
          return false;
        }
        take(filled, false);
        return true;
      }
      int scanned = scan - next;
      fill();
      scan = next + scanned;
    }
  }

  private void take(int lineEnd, boolean hasLineFeed) {
    from = next;
    to = lineEnd > from && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = hasLineFeed ? lineEnd + 1 : lineEnd;
    terminated = hasLineFeed;
    number++;
    if (number == 1 && to - from >= 3 && startsWithByteOrderMark()) {
      from += 3;
    }
  }

  private boolean startsWithByteOrderMark() {
    return bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }

  private void fill() throws IOException {
    if (next > 0) {
      System.arraycopy(bytes, next, bytes, 0, filled - next);
      filled -= next;
      next = 0;
    }
    if (filled == bytes.length - MARGIN) {
      if (bytes.length >= LONGEST_LINE) {
        throw WorkspaceException.data(
            "Line is too long: line=%d, limit=1 MB. Is this a CSV file?".formatted(number + 1));
      }
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int read = in.read(bytes, filled, bytes.length - MARGIN - filled);
    if (read < 0) {
      ended = true;
    } else {
      filled += read;
    }
    bytes[filled] = '\n';
  }

  /// Where the line after this one begins.
  int ahead() {
    return next;
  }

  /// End of the text in the buffer; a line feed that is not part of it stands there.
  int limit() {
    return filled;
  }

  /// Steps over a whole line that a quick pass took from [#ahead()].
  void skipTo(int end) {
    next = end;
    terminated = true;
    number++;
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
