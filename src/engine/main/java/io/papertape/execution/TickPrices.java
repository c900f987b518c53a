package io.papertape.execution;

import io.papertape.market.MutableMarket;

/// At which price a quote or a trade tick fills an order, if at all; 0 says that it does not.
///
/// Quotes fill market and stop orders at the other side of the book, and limits that are
/// marketable when they arrive; a resting limit fills at its price when the book or a trade goes
/// through it. Without quotes, trades fill everything.
final class TickPrices {
  private final boolean isTouchEnough;

  TickPrices(FillRules rules) {
    isTouchEnough = rules.limit() == FillRules.Limit.TOUCH;
  }

  /// @param slot order; that it has rested is kept in `isTriggered`
  long price(OpenOrders orders, int slot, MutableMarket market) {
    int instrument = orders.instrument[slot];
    boolean isBuy = orders.sign[slot] > 0;
    long price = BarPrices.NO_FILL;
    if (market.isQuoted(instrument)) {
      long touch = isBuy ? market.ask(instrument) : market.bid(instrument);
      price = atTouch(orders, slot, isBuy, touch);
    }
    if (price == BarPrices.NO_FILL && market.isTraded(instrument)) {
      price = atTrade(orders, slot, isBuy, market, market.tradePrice(instrument));
    }
    return price;
  }

  private long atTouch(OpenOrders orders, int slot, boolean isBuy, long touch) {
    return switch (orders.kind[slot]) {
      case OpenOrders.MARKET, OpenOrders.AT_OPEN -> touch;
      case OpenOrders.LIMIT -> limit(orders, slot, isBuy, touch);
      case OpenOrders.STOP, OpenOrders.TRAILING ->
          isReached(isBuy, touch, orders.stop[slot]) ? touch : BarPrices.NO_FILL;
      case OpenOrders.STOP_LIMIT -> stopLimit(orders, slot, isBuy, touch);
      default -> BarPrices.NO_FILL;
    };
  }

  private long limit(OpenOrders orders, int slot, boolean isBuy, long touch) {
    long limit = orders.limit[slot];
    if (orders.isTriggered[slot]) {
      return isThrough(isBuy, touch, limit) ? limit : BarPrices.NO_FILL;
    }
    orders.isTriggered[slot] = true;
    return (isBuy ? touch <= limit : touch >= limit) ? touch : BarPrices.NO_FILL;
  }

  private long stopLimit(OpenOrders orders, int slot, boolean isBuy, long touch) {
    long limit = orders.limit[slot];
    if (orders.isTriggered[slot]) {
      return isThrough(isBuy, touch, limit) ? limit : BarPrices.NO_FILL;
    }
    if (!isReached(isBuy, touch, orders.stop[slot])) {
      return BarPrices.NO_FILL;
    }
    orders.isTriggered[slot] = true;
    return (isBuy ? touch <= limit : touch >= limit) ? touch : BarPrices.NO_FILL;
  }

  private long atTrade(
      OpenOrders orders, int slot, boolean isBuy, MutableMarket market, long traded) {
    boolean isOnlySource = !market.hasQuotes(orders.instrument[slot]);
    return switch (orders.kind[slot]) {
      case OpenOrders.MARKET, OpenOrders.AT_OPEN -> isOnlySource ? traded : BarPrices.NO_FILL;
      case OpenOrders.LIMIT -> throughLimit(orders, slot, isBuy, traded);
      case OpenOrders.STOP, OpenOrders.TRAILING ->
          isOnlySource && isReached(isBuy, traded, orders.stop[slot]) ? traded : BarPrices.NO_FILL;
      case OpenOrders.STOP_LIMIT -> {
        if (orders.isTriggered[slot]) {
          yield throughLimit(orders, slot, isBuy, traded);
        }
        orders.isTriggered[slot] = isOnlySource && isReached(isBuy, traded, orders.stop[slot]);
        yield BarPrices.NO_FILL;
      }
      default -> BarPrices.NO_FILL;
    };
  }

  private long throughLimit(OpenOrders orders, int slot, boolean isBuy, long traded) {
    long limit = orders.limit[slot];
    return isThrough(isBuy, traded, limit) ? limit : BarPrices.NO_FILL;
  }

  private static boolean isReached(boolean isBuy, long price, long stop) {
    return isBuy ? price >= stop : price <= stop;
  }

  private boolean isThrough(boolean isBuy, long price, long limit) {
    if (isTouchEnough && price == limit) {
      return true;
    }
    return isBuy ? price < limit : price > limit;
  }
}
