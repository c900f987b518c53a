package io.papertape.model;

import io.papertape.indicator.CountedIndicator;

/// The last `size` whole numbers, found by age.
final class RecentValues {
  private final long[] values;
  private long[] beside = {};
  private int next;

  RecentValues(int size) {
    values = new long[size];
  }

  void add(long value) {
    values[next] = value;
    next = next + 1 == values.length ? 0 : next + 1;
  }

  /// Adds the numbers `[from, to)` of a column, at most a block.
  ///
  /// @return the numbers kept before, the oldest first, then those added; shared
  long[] addAll(long[] column, int from, int to) {
    if (beside.length == 0) {
      beside = new long[values.length + CountedIndicator.BLOCK_BARS];
    }
    System.arraycopy(values, next, beside, 0, values.length - next);
    System.arraycopy(values, 0, beside, values.length - next, next);
    System.arraycopy(column, from, beside, values.length, to - from);
    System.arraycopy(beside, to - from, values, 0, values.length);
    next = 0;
    return beside;
  }

  /// The value that leaves next.
  long oldest() {
    return values[next];
  }

  int size() {
    return values.length;
  }

  /// The value added `age` calls ago; 0 is the newest.
  long ago(int age) {
    int at = next - 1 - age;
    return values[at < 0 ? at + values.length : at];
  }

  void set(int age, long value) {
    int at = next - 1 - age;
    values[at < 0 ? at + values.length : at] = value;
  }
}
