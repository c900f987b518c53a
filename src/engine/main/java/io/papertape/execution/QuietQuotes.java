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
    for (RestingOrder resting = orders.first();
        resting != RestingOrder.NONE;
        resting = resting.next) {
      lastNanos = Math.min(lastNanos, resting.until);
      if (resting.instrument == quoted && !narrow(resting)) {
        forget();
        return;
      }
    }
  }

  /// Leaves only the quotes at which an order does nothing.
  ///
  /// @return false if there are none
  private boolean narrow(RestingOrder resting) {
    byte kind = resting.kind;
    if (kind == RestingOrder.TRAILING) {
      return false;
    }
    if (resting.arrivalNanos > market.timeNanos()) {
      lastNanos = Math.min(lastNanos, resting.arrivalNanos - 1);
      return true;
    }
    boolean hasRested = resting.isTriggered;
    if (!hasRested && (kind == RestingOrder.STOP || kind == RestingOrder.STOP_LIMIT)) {
      narrowToStop(resting);
      return true;
    }
    if (hasRested && (kind == RestingOrder.LIMIT || kind == RestingOrder.STOP_LIMIT)) {
      narrowToLimit(resting);
      return true;
    }
    return kind == RestingOrder.AT_CLOSE;
  }

  private void narrowToStop(RestingOrder resting) {
    if (resting.sign > 0) {
      mostAsk = Math.min(mostAsk, resting.stop - 1);
    } else {
      leastBid = Math.max(leastBid, resting.stop + 1);
    }
  }

  /// A resting limit waits for the other side of the book to go through it.
  private void narrowToLimit(RestingOrder resting) {
    if (resting.sign > 0) {
      leastAsk = Math.max(leastAsk, resting.limit + touch);
    } else {
      mostBid = Math.min(mostBid, resting.limit - touch);
    }
  }
}
