package io.papertape.indicator;

/// Exponential averages in a row, each over the values of the one before it, which it takes as
/// soon as there are any.
final class ExponentialChain {
  private final ExponentialAverage[] averages;

  ExponentialChain(int period, int length) {
    averages = new ExponentialAverage[length];
    for (int i = 0; i < length; i++) {
      averages[i] = new ExponentialAverage(period);
    }
  }

  void add(double x) {
    double value = x;
    for (ExponentialAverage average : averages) {
      average.add(value);
      if (!average.isReady()) {
        return;
      }
      value = average.value();
    }
  }

  /// The last average of the row has a value.
  boolean isReady() {
    return averages[averages.length - 1].isReady();
  }

  /// Value of an average by its place in the row, from 0.
  double value(int index) {
    return averages[index].value();
  }

  void rescalePrices(PriceScale scale) {
    for (ExponentialAverage average : averages) {
      average.rescalePrices(scale);
    }
  }
}
