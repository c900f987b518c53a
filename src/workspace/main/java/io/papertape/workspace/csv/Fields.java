package io.papertape.workspace.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts a line into fields: their ranges, quotes and surrounding blanks taken off.
///
/// A quoted field may hold the delimiter; it ends with its line at the latest.
final class Fields {
  private static final int MOST_FIELDS = 256;

  private final byte delimiter;
  private final int[] starts = new int[MOST_FIELDS];
  private final int[] ends = new int[MOST_FIELDS];
  private int count;
  private boolean openQuote;

  Fields(byte delimiter) {
    this.delimiter = delimiter;
  }

  /// Cuts `[from, to)`; further fields than 256 are counted only.
  void cut(byte[] bytes, int from, int to) {
    count = 0;
    openQuote = false;
    int start = from;
    int at = from;
    byte separator = delimiter;
    while (at < to) {
      byte b = bytes[at];
      if (b == separator) {
        put(bytes, start, at);
        start = at + 1;
      } else if (b == '"' && at == start) {
        at = closingQuote(bytes, at + 1, to);
      }
      at++;
    }
    put(bytes, start, to);
  }

  private int closingQuote(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '"') {
        if (at + 1 < to && bytes[at + 1] == '"') {
          at++;
        } else {
          return at;
        }
      }
    }
    openQuote = true;
    return to;
  }

  private void put(byte[] bytes, int from, int to) {
    if (count < MOST_FIELDS) {
      int start = from;
      int end = to;
      while (start < end && bytes[start] == ' ') {
        start++;
      }
      while (end > start && bytes[end - 1] == ' ') {
        end--;
      }
      if (end - start >= 2 && bytes[start] == '"' && bytes[end - 1] == '"') {
        start++;
        end--;
      }
      starts[count] = start;
      ends[count] = end;
    }
    count++;
  }

  int count() {
    return count;
  }

  /// True if a quote was opened and not closed.
  boolean openQuote() {
    return openQuote;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  String text(byte[] bytes, int field) {
    return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
  }

  List<String> texts(byte[] bytes) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MOST_FIELDS); i++) {
      texts.add(text(bytes, i));
    }
    return texts;
  }
}
