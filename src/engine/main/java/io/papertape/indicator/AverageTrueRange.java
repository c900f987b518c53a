package io.papertape.indicator;

/// Wilder's average of the true range, as a part of other indicators; ready after period + 1
/// bars.
final class AverageTrueRange {
  private final PreviousClose previous = new PreviousClose();
  private final WilderAverage average;

  AverageTrueRange(int period) {
    average = new WilderAverage(period);
  }

  void take(long high, long low, long close) {
    if (previous.isKnown()) {
      average.add(previous.trueRangePrice(high, low));
    }
    previous.set(close);
  }

  double value() {
    return average.value();
  }

  void rescale(PriceScale scale) {
    average.rescalePrices(scale);
    previous.rescale(scale);
  }
}
