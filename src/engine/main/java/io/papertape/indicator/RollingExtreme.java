package io.papertape.indicator;

/// Largest or smallest of the last `size` numbers, in constant amortised time: a queue of the
/// candidates, each better than all that came after it. Of equal values the newest counts.
final class RollingExtreme {
  private final int size;
  private final boolean largest;
  private final long[] values;
  private final long[] positions;
  private int first;
  private int count;
  private long position;

  private RollingExtreme(int size, boolean largest) {
    this.size = size;
    this.largest = largest;
    values = new long[size];
    positions = new long[size];
  }

  static RollingExtreme largest(int size) {
    return new RollingExtreme(size, true);
  }

  static RollingExtreme smallest(int size) {
    return new RollingExtreme(size, false);
  }

  void add(long value) {
    if (count > 0 && positions[first] <= position - size) {
      first = slot(1);
      count--;
    }
    while (count > 0 && !beats(values[slot(count - 1)], value)) {
      count--;
    }
    int last = slot(count);
    values[last] = value;
    positions[last] = position++;
    count++;
  }

  /// The extreme of the numbers taken so far, at most the last `size`.
  long value() {
    return values[first];
  }

  /// How many numbers ago the extreme came: 0 is the newest.
  int age() {
    return (int) (position - 1 - positions[first]);
  }

  void rescale(PriceScale scale) {
    for (int i = 0; i < values.length; i++) {
      values[i] = scale.price(values[i]);
    }
  }

  private boolean beats(long kept, long value) {
    return largest ? kept > value : kept < value;
  }

  private int slot(int index) {
    int at = first + index;
    return at >= size ? at - size : at;
  }
}
