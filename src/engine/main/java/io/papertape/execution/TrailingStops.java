package io.papertape.execution;

import io.papertape.market.FixedPoint;
import io.papertape.market.MutableMarket;

/// Moves trailing stops after each bar, never back.
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
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      if (orders.kind[slot] == OpenOrders.TRAILING
          && !orders.isDead[slot]
          && market.isFillable(orders.instrument[slot])) {
        int instrument = orders.instrument[slot];
        boolean isSell = orders.sign[slot] < 0;
        long level = level(orders, slot, followed(instrument, isSell));
        orders.stop[slot] =
            isSell ? Math.max(orders.stop[slot], level) : Math.min(orders.stop[slot], level);
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
  static long level(OpenOrders orders, int slot, long price) {
    long distance =
        orders.isTrailFraction[slot]
            ? FixedPoint.multiply(price, orders.trail[slot])
            : orders.trail[slot];
    return price + orders.sign[slot] * distance;
  }
}
