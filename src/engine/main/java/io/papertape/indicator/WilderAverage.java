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
      value = next(value, x, period);
      return;
    }
    value += x;
    count++;
    if (count == period) {
      value /= period;
    }
  }

  /// The seeded average after one more number.
  static double next(double average, double x, int period) {
    return (average * (period - 1) + x) / period;
  }

  /// Whether the next number is averaged, and not one of those that seed.
  boolean isSeeded() {
    return count >= period;
  }

  /// The average after the numbers of a column, taken elsewhere.
  void set(double average) {
    value = average;
  }

  double value() {
    return value;
  }

  /// Restates the average (or the sum that will seed it).
  void rescalePrices(PriceScale scale) {
    value = scale.price(value);
  }
}
