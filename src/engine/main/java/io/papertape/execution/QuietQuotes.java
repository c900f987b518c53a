package io.papertape.execution;

import io.papertape.market.MutableMarket;

/// The quotes of one instrument at which no working order does anything: between which bids and
/// asks, and up to when. They are worked out once for many quotes that come alone, and hold until
/// an order changes.
final class QuietQuotes {
  private static final int NONE = -1;

  private final OpenOrders orders;
  private final MutableMarket market;

  /// 1 if a touch fills a resting limit, else 0.
  private final long touch;

  private int instrument = NONE;
  private long leastBid;
  private long mostBid;
  private long leastAsk;
  private long mostAsk;
  private long lastNanos;

  QuietQuotes(OpenOrders orders, MutableMarket market, FillRules rules) {
    this.orders = orders;
    this.market = market;
    touch = rules.limit() == FillRules.Limit.TOUCH ? 1 : 0;
  }

  /// True if a quote is known to do nothing.
  boolean hold(int quoted, long nanos, long bid, long ask) {
    return quoted == instrument
        && bid >= leastBid
        && bid <= mostBid
        && ask >= leastAsk
        && ask <= mostAsk
        && nanos <= lastNanos;
  }

  /// An order has changed.
  void forget() {
    instrument = NONE;
  }

  /// Works out which quotes are quiet, after all orders have met one of an instrument: immediate
  /// orders have ended with it. None are if an order acts or changes at each.
  void find(int quoted) {
    instrument = quoted;
    leastBid = 0;
    mostBid = Long.MAX_VALUE;
    leastAsk = 0;
    mostAsk = Long.MAX_VALUE;
    lastNanos = Long.MAX_VALUE;
    for (int slot = orders.first(); slot != OpenOrders.NONE; slot = orders.next(slot)) {
      lastNanos = Math.min(lastNanos, orders.until[slot]);
      if (orders.instrument[slot] == quoted && !narrow(slot)) {
        forget();
        return;
      }
    }
  }

  /// Leaves only the quotes at which an order does nothing.
  ///
  /// @return false if there are none
  private boolean narrow(int slot) {
    byte kind = orders.kind[slot];
    if (kind == OpenOrders.TRAILING) {
      return false;
    }
    if (orders.arrivalNanos[slot] > market.timeNanos()) {
      lastNanos = Math.min(lastNanos, orders.arrivalNanos[slot] - 1);
      return true;
    }
    boolean hasRested = orders.isTriggered[slot];
    if (kind == OpenOrders.STOP || (kind == OpenOrders.STOP_LIMIT && !hasRested)) {
      narrowToStop(slot);
      return true;
    }
    if (hasRested && (kind == OpenOrders.LIMIT || kind == OpenOrders.STOP_LIMIT)) {
      narrowToLimit(slot);
      return true;
    }
    return kind == OpenOrders.AT_CLOSE;
  }

  private void narrowToStop(int slot) {
    if (orders.sign[slot] > 0) {
      mostAsk = Math.min(mostAsk, orders.stop[slot] - 1);
    } else {
      leastBid = Math.max(leastBid, orders.stop[slot] + 1);
    }
  }

  /// A resting limit waits for the other side of the book to go through it.
  private void narrowToLimit(int slot) {
    if (orders.sign[slot] > 0) {
      leastAsk = Math.max(leastAsk, orders.limit[slot] + touch);
    } else {
      mostBid = Math.min(mostBid, orders.limit[slot] - touch);
    }
  }
}
