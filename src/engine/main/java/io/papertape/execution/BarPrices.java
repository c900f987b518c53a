package io.papertape.execution;

import io.papertape.market.MutableMarket;

/// At which price a bar fills an order, if at all. Prices are positive; 0 says that it does not
/// fill.
final class BarPrices {
  static final long NO_FILL = 0;

  private final FillRules rules;
  private final boolean isTouchEnough;

  /// True if the last price found lies at the open of the bar or before.
  private boolean isAtOpen;

  BarPrices(FillRules rules) {
    this.rules = rules;
    this.isTouchEnough = rules.limit() == FillRules.Limit.TOUCH;
  }

  boolean isAtOpen() {
    return isAtOpen;
  }

  long price(OpenOrders orders, int slot, MutableMarket market, long opening) {
    byte kind = orders.kind[slot];
    if (kind == OpenOrders.MARKET) {
      return market(opening);
    }
    int instrument = orders.instrument[slot];
    long high = market.high(instrument);
    long low = market.low(instrument);
    boolean isBuy = orders.sign[slot] > 0;
    isAtOpen = false;
    return switch (kind) {
      case OpenOrders.LIMIT -> limit(isBuy, orders.limit[slot], opening, high, low);
      case OpenOrders.STOP, OpenOrders.TRAILING ->
          stop(isBuy, orders.stop[slot], opening, high, low);
      case OpenOrders.STOP_LIMIT ->
          stopLimit(orders, slot, opening, high, low, market.close(instrument));
      case OpenOrders.AT_OPEN -> atOpen(market, instrument, opening);
      case OpenOrders.AT_CLOSE -> market.close(instrument);
      default -> throw new AssertionError("Order kind: " + orders.kind[slot]);
    };
  }

  private long market(long opening) {
    isAtOpen = true;
    return opening;
  }

  /// A session opens where a bar does not begin at the end of the one before.
  private long atOpen(MutableMarket market, int instrument, long opening) {
    boolean opensSession =
        market.openTimeNanos(instrument) != market.previousCloseTimeNanos(instrument);
    return opensSession ? market(opening) : NO_FILL;
  }

  private long limit(boolean isBuy, long limit, long opening, long high, long low) {
    if (isBuy ? opening < limit : opening > limit) {
      isAtOpen = true;
      return opening;
    }
    boolean isReached =
        isBuy
            ? (isTouchEnough ? low <= limit : low < limit)
            : (isTouchEnough ? high >= limit : high > limit);
    return isReached ? limit : NO_FILL;
  }

  private long stop(boolean isBuy, long stop, long opening, long high, long low) {
    if (isBuy ? opening >= stop : opening <= stop) {
      isAtOpen = true;
      return opening;
    }
    return (isBuy ? high >= stop : low <= stop) ? stop : NO_FILL;
  }

  private long stopLimit(
      OpenOrders orders, int slot, long opening, long high, long low, long close) {
    boolean isBuy = orders.sign[slot] > 0;
    long stop = orders.stop[slot];
    long limit = orders.limit[slot];
    if (orders.isTriggered[slot]) {
      return limit(isBuy, limit, opening, high, low);
    }
    if (isBuy ? high < stop : low > stop) {
      return NO_FILL;
    }
    orders.isTriggered[slot] = true;
    if (rules.stopLimit() == FillRules.StopLimit.LIMIT_SEEN_FIRST_WAITS) {
      boolean isBeyond = isBuy ? limit > stop : limit < stop;
      return isBeyond && (isBuy ? low <= limit : high >= limit) ? stop : NO_FILL;
    }
    if (isBuy ? opening >= stop : opening <= stop) {
      return limit(isBuy, limit, opening, high, low);
    }
    if (isBuy ? limit >= stop : limit <= stop) {
      return stop;
    }
    boolean closesBeyond =
        isBuy
            ? (isTouchEnough ? close <= limit : close < limit)
            : (isTouchEnough ? close >= limit : close > limit);
    return closesBeyond ? limit : NO_FILL;
  }
}
