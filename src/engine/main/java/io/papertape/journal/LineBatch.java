package io.papertape.journal;

import java.util.Arrays;

/// Finished lines one after the other in one array, each with a byte to spare ahead of it. Their
/// `prev` is still empty.
final class LineBatch {
  private static final int FIRST_LINES = 16;
  private static final int MARKS = 3;

  private byte[] bytes;
  private int[] marks = new int[MARKS * FIRST_LINES];
  private int lines;

  /// @param length of the array to begin with
  LineBatch(int length) {
    bytes = new byte[length];
  }

  /// The array to write lines into, or the one they were written into.
  byte[] bytes() {
    return bytes;
  }

  /// Adds a line.
  ///
  /// @param array      holds this line and those before
  /// @param start      of the line, its line feed included
  /// @param end        after the line feed
  /// @param previousAt where the digits of `prev` go
  void add(byte[] array, int start, int end, int previousAt) {
    bytes = array;
    if (MARKS * lines == marks.length) {
      marks = Arrays.copyOf(marks, 2 * marks.length);
    }
    int at = MARKS * lines++;
    marks[at] = start;
    marks[at + 1] = end;
    marks[at + 2] = previousAt;
  }

  int lines() {
    return lines;
  }

  int start(int line) {
    return marks[MARKS * line];
  }

  int end(int line) {
    return marks[MARKS * line + 1];
  }

  int previousAt(int line) {
    return marks[MARKS * line + 2];
  }

  /// Takes all lines out; the arrays stay.
  void clear() {
    lines = 0;
  }
}
