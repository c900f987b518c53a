package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// The close before the current bar, and the true range it makes:
/// `max(high, previous close) − min(low, previous close)`, exact.
final class PreviousClose {
  private boolean known;
  private long close;

  boolean isKnown() {
    return known;
  }

  long close() {
    return close;
  }

  long trueRange(long high, long low) {
    return Math.max(high, close) - Math.min(low, close);
  }

  double trueRangePrice(long high, long low) {
    return FixedPoint.toDouble(trueRange(high, low));
  }

  void set(long close) {
    this.close = close;
    known = true;
  }

  void rescale(PriceScale scale) {
    close = scale.price(close);
  }
}
