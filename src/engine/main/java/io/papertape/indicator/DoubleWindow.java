package io.papertape.indicator;

/// The last `size` numbers; sums are taken anew each time, oldest first, so nothing drifts.
final class DoubleWindow {
  private final double[] values;
  private int next;
  private int count;

  DoubleWindow(int size) {
    values = new double[size];
  }

  void add(double value) {
    values[next] = value;
    next = next + 1 == values.length ? 0 : next + 1;
    if (count < values.length) {
      count++;
    }
  }

  boolean isFull() {
    return count == values.length;
  }

  int size() {
    return values.length;
  }

  /// Value of a full window by age: 0 is the oldest.
  double get(int index) {
    int at = next + index;
    return values[at >= values.length ? at - values.length : at];
  }

  double newest() {
    return get(values.length - 1);
  }

  double sum() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += get(i);
    }
    return sum;
  }

  double mean() {
    return sum() / values.length;
  }

  /// Mean with the weights 1 (oldest) to size (newest).
  double weightedMean() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (i + 1) * get(i);
    }
    return sum / (values.length * (values.length + 1.0) / 2);
  }

  double max() {
    double max = values[0];
    for (double value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  double min() {
    double min = values[0];
    for (double value : values) {
      min = Math.min(min, value);
    }
    return min;
  }

  /// Standard deviation with the divisor size − 1, in two passes.
  double sampleDeviation() {
    double mean = mean();
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      double deviation = get(i) - mean;
      squares += deviation * deviation;
    }
    return Math.sqrt(squares / (values.length - 1));
  }

  void rescalePrices(PriceScale scale) {
    for (int i = 0; i < values.length; i++) {
      values[i] = scale.price(values[i]);
    }
  }

  void rescaleVolumes(PriceScale scale) {
    for (int i = 0; i < values.length; i++) {
      values[i] = scale.volume(values[i]);
    }
  }
}
