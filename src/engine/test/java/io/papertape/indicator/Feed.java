package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// Bars for examples a reader can check by hand.
final class Feed {
  private Feed() {}

  /// Bars whose four prices are one number.
  static <T extends Indicator> T closes(T indicator, double... closes) {
    for (double close : closes) {
      bar(indicator, close, close, close, close, 1);
    }
    return indicator;
  }

  static <T extends Indicator> T bar(
      T indicator, double open, double high, double low, double close, long volume) {
    indicator.update(
        FixedPoint.of(open), FixedPoint.of(high), FixedPoint.of(low), FixedPoint.of(close), volume);
    return indicator;
  }
}
