package io.papertape.model;

/// The last `size` whole numbers, found by age.
final class RecentValues {
  private final long[] values;
  private int next;

  RecentValues(int size) {
    values = new long[size];
  }

  void add(long value) {
    values[next] = value;
    next = next + 1 == values.length ? 0 : next + 1;
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
