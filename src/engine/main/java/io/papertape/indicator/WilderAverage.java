package io.papertape.indicator;

/// Wilder's average: seeded with the plain mean of the first `period` numbers, then
/// `(previous × (period − 1) + x) / period`.
final class WilderAverage {
  private final int period;
  private int count;
  private double value;

  WilderAverage(int period) {
    this.period = period;
  }

  void add(double x) {
    if (count >= period) {
      value = (value * (period - 1) + x) / period;
      return;
    }
    value += x;
    count++;
    if (count == period) {
      value /= period;
    }
  }

  double value() {
    return value;
  }

  /// Restates the average (or the sum that will seed it).
  void rescalePrices(PriceScale scale) {
    value = scale.price(value);
  }
}
