package io.papertape.indicator;

/// The last `size` exact numbers and their exact sum; an overflow throws.
final class LongWindow {
  private final long[] values;
  private int next;
  private int count;
  private long sum;
  // The magnitudes of what was added, one over the other: no number kept has a higher bit.
  private long bits;

  LongWindow(int size) {
    values = new long[size];
  }

  void add(long value) {
    if (count == values.length) {
      sum -= values[next];
    } else {
      count++;
    }
    sum = Math.addExact(sum, value);
    bits |= value ^ (value >> 63);
    values[next] = value;
    next = next + 1 == values.length ? 0 : next + 1;
  }

  /// Adds the numbers `[from, to)`.
  void addAll(long[] numbers, int from, int to) {
    if (to - from < values.length) {
      for (int i = from; i < to; i++) {
        add(numbers[i]);
      }
      return;
    }
    next = 0;
    count = values.length;
    System.arraycopy(numbers, to - values.length, values, 0, values.length);
    addUp();
  }

  /// Copies the numbers kept, the oldest first.
  ///
  /// @return how many there are
  int copyTo(long[] into) {
    if (count < values.length) {
      System.arraycopy(values, 0, into, 0, count);
    } else {
      System.arraycopy(values, next, into, 0, values.length - next);
      System.arraycopy(values, 0, into, values.length - next, next);
    }
    return count;
  }

  boolean isFull() {
    return count == values.length;
  }

  int size() {
    return values.length;
  }

  long sum() {
    return sum;
  }

  /// Oldest value of a full window.
  long oldest() {
    return values[next];
  }

  long newest() {
    return values[next == 0 ? values.length - 1 : next - 1];
  }

  /// Value of a window that is not full yet, by age: 0 is the oldest.
  long first(int index) {
    return values[index];
  }

  /// Value of a full window by age: 0 is the oldest.
  long get(int index) {
    int at = next + index;
    return values[at >= values.length ? at - values.length : at];
  }

  /// Σ(size·x − sum)² of a full window: the squared deviations from the exact mean times size².
  /// Taken anew each time, so nothing drifts, and zero if and only if all values are equal.
  double squaredDeviations() {
    return squaredDeviations(0, next, squaredDeviations(next, values.length, 0));
  }

  private double squaredDeviations(int from, int to, double before) {
    double total = before;
    if (isSmall()) {
      for (int i = from; i < to; i++) {
        double deviation = (double) (values[i] * values.length - sum);
        total += deviation * deviation;
      }
      return total;
    }
    for (int i = from; i < to; i++) {
      double deviation = (double) exactDeviation(values[i]);
      total += deviation * deviation;
    }
    return total;
  }

  /// Σ|size·x − sum| of a full window.
  double absoluteDeviations() {
    return absoluteDeviations(0, next, absoluteDeviations(next, values.length, 0));
  }

  private double absoluteDeviations(int from, int to, double before) {
    double total = before;
    if (isSmall()) {
      for (int i = from; i < to; i++) {
        total += (double) Math.abs(values[i] * values.length - sum);
      }
      return total;
    }
    for (int i = from; i < to; i++) {
      total += (double) Math.abs(exactDeviation(values[i]));
    }
    return total;
  }

  /// size·x − sum: how far a value is from the mean, times size, exact.
  long deviation(int index) {
    return exactDeviation(get(index));
  }

  /// Whether no deviation can overflow.
  private boolean isSmall() {
    return bits < Long.MAX_VALUE / 2 / values.length;
  }

  private long exactDeviation(long value) {
    return Math.subtractExact(Math.multiplyExact(value, (long) values.length), sum);
  }

  void rescale(PriceScale scale) {
    for (int i = 0; i < values.length; i++) {
      values[i] = scale.price(values[i]);
    }
    addUp();
  }

  void rescaleVolumes(PriceScale scale) {
    for (int i = 0; i < values.length; i++) {
      values[i] = scale.volume(values[i]);
    }
    addUp();
  }

  private void addUp() {
    sum = 0;
    bits = 0;
    for (long value : values) {
      sum = Math.addExact(sum, value);
      bits |= value ^ (value >> 63);
    }
  }
}
