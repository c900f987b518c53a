package io.papertape.market;

import java.util.Arrays;

/// A growing table of `long` values, row by row. It grows by chunks, so nothing is copied, and
/// what belongs together lies together in memory.
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

  /// Adds a row, whose values are to be set: they may be those of a row that was cleared.
  ///
  /// @return its index
  public int add() {
    if ((size & MASK) == 0) {
      addChunk(size >> SHIFT);
    }
    return size++;
  }

  private void addChunk(int chunk) {
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk * 2);
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new long[width << SHIFT];
    }
  }

  /// Takes all rows out; their memory stays for those to come.
  public void clear() {
    size = 0;
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

  /// The array that holds a row, from [#offset] on, for writing all of it.
  public long[] chunk(int row) {
    return chunks[row >> SHIFT];
  }

  /// Where a row begins in its chunk.
  public int offset(int row) {
    return (row & MASK) * width;
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
