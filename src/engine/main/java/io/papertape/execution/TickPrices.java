package io.papertape.execution;

import io.papertape.market.MutableMarket;

/// At which price a quote or a trade tick fills an order, if at all; 0 says that it does not.
///
/// Quotes fill market and stop orders at the other side of the book, and limits that are
/// marketable when they arrive; a resting limit fills at its price when the book or a trade goes
/// through it. Without quotes, trades fill everything. What is left of a stop that was reached
/// fills as a market order.
final class TickPrices {
  private final boolean isTouchEnough;

  TickPrices(FillRules rules) {
    isTouchEnough = rules.limit() == FillRules.Limit.TOUCH;
  }

  /// @param resting order; that it has rested is kept in `isTriggered`
  long price(RestingOrder resting, MutableMarket market) {
    int instrument = resting.instrument;
    boolean isBuy = resting.sign > 0;
    long price = BarPrices.NO_FILL;
    if (market.isQuoted(instrument)) {
      long touch = isBuy ? market.ask(instrument) : market.bid(instrument);
      price = atTouch(resting, isBuy, touch);
    }
    if (price == BarPrices.NO_FILL && market.isTraded(instrument)) {
      price = atTrade(resting, isBuy, market, market.tradePrice(instrument));
    }
    return price;
  }

  private long atTouch(RestingOrder resting, boolean isBuy, long touch) {
    return switch (resting.kind) {
      case RestingOrder.MARKET, RestingOrder.AT_OPEN -> touch;
      case RestingOrder.LIMIT -> limit(resting, isBuy, touch);
      case RestingOrder.STOP, RestingOrder.TRAILING ->
          isReached(resting, isBuy, touch) ? touch : BarPrices.NO_FILL;
      case RestingOrder.STOP_LIMIT -> stopLimit(resting, isBuy, touch);
      default -> BarPrices.NO_FILL;
    };
  }

  private long limit(RestingOrder resting, boolean isBuy, long touch) {
    long limit = resting.limit;
    if (resting.isTriggered) {
      return isThrough(isBuy, touch, limit) ? limit : BarPrices.NO_FILL;
    }
    resting.isTriggered = true;
    return (isBuy ? touch <= limit : touch >= limit) ? touch : BarPrices.NO_FILL;
  }

  private long stopLimit(RestingOrder resting, boolean isBuy, long touch) {
    long limit = resting.limit;
    if (resting.isTriggered) {
      return isThrough(isBuy, touch, limit) ? limit : BarPrices.NO_FILL;
    }
    if (!isReached(resting, isBuy, touch)) {
      return BarPrices.NO_FILL;
    }
    resting.isTriggered = true;
    return (isBuy ? touch <= limit : touch >= limit) ? touch : BarPrices.NO_FILL;
  }

  private long atTrade(RestingOrder resting, boolean isBuy, MutableMarket market, long traded) {
    boolean isOnlySource = !market.hasQuotes(resting.instrument);
    return switch (resting.kind) {
      case RestingOrder.MARKET, RestingOrder.AT_OPEN -> isOnlySource ? traded : BarPrices.NO_FILL;
      case RestingOrder.LIMIT -> throughLimit(resting, isBuy, traded);
      case RestingOrder.STOP, RestingOrder.TRAILING ->
          isOnlySource && isReached(resting, isBuy, traded) ? traded : BarPrices.NO_FILL;
      case RestingOrder.STOP_LIMIT -> {
        if (resting.isTriggered) {
          yield throughLimit(resting, isBuy, traded);
        }
        resting.isTriggered = isOnlySource && isReached(resting, isBuy, traded);
        yield BarPrices.NO_FILL;
      }
      default -> BarPrices.NO_FILL;
    };
  }

  private long throughLimit(RestingOrder resting, boolean isBuy, long traded) {
    long limit = resting.limit;
    return isThrough(isBuy, traded, limit) ? limit : BarPrices.NO_FILL;
  }

  /// Whether a stop is reached, now or earlier.
  private static boolean isReached(RestingOrder resting, boolean isBuy, long price) {
    return resting.isTriggered || (isBuy ? price >= resting.stop : price <= resting.stop);
  }

  private boolean isThrough(boolean isBuy, long price, long limit) {
    if (isTouchEnough && price == limit) {
      return true;
    }
    return isBuy ? price < limit : price > limit;
  }
}
