package io.papertape.indicator;

/// Exponential average of a stream of numbers, seeded with the plain mean of the first `period`;
/// `alpha = 2 / (period + 1)`.
final class ExponentialAverage {
  private final int period;
  private final double alpha;
  private int count;
  private double value;

  ExponentialAverage(int period) {
    this.period = period;
    alpha = 2.0 / (period + 1);
  }

  void add(double x) {
    if (count >= period) {
      value = (x - value) * alpha + value;
      return;
    }
    value += x;
    count++;
    if (count == period) {
      value /= period;
    }
  }

  boolean isReady() {
    return count == period;
  }

  double value() {
    return value;
  }

  /// Restates the average (or the sum that will seed it).
  void rescalePrices(PriceScale scale) {
    value = scale.price(value);
  }
}
