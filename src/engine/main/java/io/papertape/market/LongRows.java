package io.papertape.market;

import java.util.Arrays;

/// A growing table of `long` values, row by row. It grows by chunks, so nothing is copied, and
/// what
/// belongs together lies together in memory.
public final class LongRows {
  private static final int SHIFT = 9;
  private static final int MASK = (1 << SHIFT) - 1;

  private final int width;
  private long[][] chunks = new long[16][];
  private int size;

  /// @param width values a row
  public LongRows(int width) {
    this.width = width;
  }

  /// Adds a row of zeros.
  ///
  /// @return its index
  public int add() {
    if ((size & MASK) == 0) {
      int chunk = size >> SHIFT;
      if (chunk == chunks.length) {
        chunks = Arrays.copyOf(chunks, chunk * 2);
      }
      chunks[chunk] = new long[width << SHIFT];
    }
    return size++;
  }

  public int size() {
    return size;
  }

  public long get(int row, int column) {
    return chunks[row >> SHIFT][(row & MASK) * width + column];
  }

  public void set(int row, int column, long value) {
    chunks[row >> SHIFT][(row & MASK) * width + column] = value;
  }

  /// A value of a column that holds two numbers in one, the first of them.
  public int getFirst(int row, int column) {
    return (int) (get(row, column) >> Integer.SIZE);
  }

  /// The second of two numbers in one value.
  public int getSecond(int row, int column) {
    return (int) get(row, column);
  }

  /// Two numbers as one value.
  public static long pair(int first, int second) {
    return ((long) first << Integer.SIZE) | (second & 0xFFFF_FFFFL);
  }
}
