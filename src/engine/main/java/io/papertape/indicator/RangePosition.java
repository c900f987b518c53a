package io.papertape.indicator;

/// Where the close stands between the lowest low and the highest high of the last bars.
final class RangePosition {
  private final RollingExtreme highs;
  private final RollingExtreme lows;
  private long close;

  RangePosition(int period) {
    highs = RollingExtreme.largest(period);
    lows = RollingExtreme.smallest(period);
  }

  void take(long high, long low, long close) {
    highs.add(high);
    lows.add(low);
    this.close = close;
  }

  /// 0 at the lowest low, 100 at the highest high; 0 if both are one.
  double percentFromLow() {
    return percent(close - lows.value());
  }

  /// 0 at the highest high, 100 at the lowest low; 0 if both are one.
  double percentFromHigh() {
    return percent(highs.value() - close);
  }

  private double percent(long distance) {
    long range = highs.value() - lows.value();
    return range == 0 ? 0 : 100 * ((double) distance / range);
  }

  void rescale(PriceScale scale) {
    highs.rescale(scale);
    lows.rescale(scale);
    close = scale.price(close);
  }
}
