package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// Mean and deviation of the last n prices, from exact differences to the exact mean: no drift
/// and no cancellation, however far the price is from zero. The deviation is worked out when
/// asked.
final class PriceDeviation {
  private final PriceField field;
  private final LongWindow window;
  private final long divisor;
  private double squares;
  private boolean current;
  private DeviationBlock block;

  PriceDeviation(int period, PriceField field) {
    this.field = field;
    window = new LongWindow(period);
    divisor = period * field.divisor();
  }

  void take(long open, long high, long low, long close) {
    window.add(field.total(open, high, low, close));
    current = false;
  }

  /// Takes a block of bars at once, for a column.
  ///
  /// @return false if nothing was taken, because prices are too large
  boolean takeBlock(BarColumns bars, int from, int to) {
    if (block == null) {
      block = new DeviationBlock(window, divisor);
    }
    current = false;
    return block.take(field, bars, from, to);
  }

  /// The means, distances and deviations of the bars of the last block.
  DeviationBlock block() {
    return block;
  }

  double mean() {
    return ExactDivision.quotient(window.sum(), divisor);
  }

  /// Newest price minus mean.
  double distance() {
    return ExactDivision.quotient(window.deviation(window.size() - 1), divisor);
  }

  /// Standard deviation with the divisor `count`: n for a population, n − 1 for a sample.
  double deviation(int count) {
    if (!current) {
      squares = window.squaredDeviations();
      current = true;
    }
    return Math.sqrt(squares / count) / divisor;
  }

  void rescale(PriceScale scale) {
    window.rescale(scale);
    current = false;
  }
}
