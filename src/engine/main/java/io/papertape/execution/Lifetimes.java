package io.papertape.execution;

import io.papertape.market.MutableMarket;

/// When the time of a DAY or GTD order is over.
final class Lifetimes {
  private final OpenOrders orders;
  private final MutableMarket market;
  private final OrderMatch match;

  Lifetimes(OpenOrders orders, MutableMarket market, OrderMatch match) {
    this.orders = orders;
    this.market = market;
    this.match = match;
  }

  /// A bar that opened before the end of the order's time may still fill it.
  boolean isOver(RestingOrder resting) {
    int instrument = resting.instrument;
    return market.timeNanos() > resting.until
        && (!market.isFilledByBars(instrument)
            || !market.isFresh(instrument)
            || market.openTimeNanos(instrument) >= resting.until);
  }

  /// Ends orders whose time ends with the bar that they have just met: the next one opens too late
  /// for them, and who decides at this close is not to find them working.
  void endWithBar() {
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      int instrument = resting.instrument;
      if (!resting.isDead
          && market.isFilledByBars(instrument)
          && market.isFresh(instrument)
          && resting.until <= market.closeTimeNanos(instrument)) {
        match.end(resting, OrderState.EXPIRED, OrderReason.TIME_IN_FORCE);
      }
    }
  }
}
