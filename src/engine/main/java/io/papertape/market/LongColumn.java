package io.papertape.market;

import java.util.Arrays;

/// A growing column of `long` values; doubles its array when full and never boxes.
public final class LongColumn {
  private static final int FIRST_CAPACITY = 1024;

  private long[] values;
  private int size;

  public LongColumn() {
    this(FIRST_CAPACITY);
  }

  public LongColumn(int capacity) {
    values = new long[Math.max(1, capacity)];
  }

  public void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  public long get(int index) {
    return values[index];
  }

  public void set(int index, long value) {
    values[index] = value;
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  /// The values so far, copied.
  public long[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
