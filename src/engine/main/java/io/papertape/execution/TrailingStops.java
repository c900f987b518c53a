package io.papertape.execution;

import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;

/// Moves trailing stops after each bar, never back. One that was reached follows no more.
final class TrailingStops {
  private final OpenOrders orders;
  private final MutableMarket market;
  private final boolean followsClose;

  TrailingStops(OpenOrders orders, MutableMarket market, FillRules rules) {
    this.orders = orders;
    this.market = market;
    followsClose = rules.trail() == FillRules.Trail.CLOSE;
  }

  void follow() {
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      if (resting.kind == RestingOrder.TRAILING
          && !resting.isDead
          && !resting.isTriggered
          && market.isFillable(resting.instrument)) {
        int instrument = resting.instrument;
        boolean isSell = resting.sign < 0;
        long level = level(resting, followed(instrument, isSell));
        resting.stop = isSell ? Math.max(resting.stop, level) : Math.min(resting.stop, level);
      }
    }
  }

  private long followed(int instrument, boolean isSell) {
    if (market.isQuoted(instrument)) {
      return isSell ? market.bid(instrument) : market.ask(instrument);
    }
    if (!market.isFilledByBars(instrument)) {
      return market.price(instrument);
    }
    if (followsClose) {
      return market.close(instrument);
    }
    return isSell ? market.high(instrument) : market.low(instrument);
  }

  /// Stop level at the order's distance from a price.
  static long level(RestingOrder resting, long price) {
    return level(resting.sign, resting.trail, resting.isTrailFraction, price);
  }

  static long level(int sign, long trail, boolean isFraction, long price) {
    return price + sign * (isFraction ? FixedPoint.multiply(price, trail) : trail);
  }
}
