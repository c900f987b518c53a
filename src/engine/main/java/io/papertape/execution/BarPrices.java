package io.papertape.execution;

import io.papertape.market.MutableMarket;

/// At which price a bar fills an order, if at all. Prices are positive; 0 says that it does not
/// fill.
final class BarPrices {
  static final long NO_FILL = 0;

  /// Parts of a bar in which an order fills, if it does: at the open, after it, at the close.
  static final int OPEN = 0;

  static final int INSIDE = 1;
  static final int CLOSE = 2;

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

  long price(RestingOrder resting, MutableMarket market, long opening) {
    if (resting.isAtMarket()) {
      return market(opening);
    }
    int instrument = resting.instrument;
    long high = market.high(instrument);
    long low = market.low(instrument);
    boolean isBuy = resting.sign > 0;
    isAtOpen = false;
    return switch (resting.kind) {
      case RestingOrder.LIMIT -> limit(isBuy, resting.limit, opening, high, low);
      case RestingOrder.STOP, RestingOrder.TRAILING ->
          stop(isBuy, resting.stop, opening, high, low);
      case RestingOrder.STOP_LIMIT ->
          stopLimit(resting, opening, high, low, market.close(instrument));
      case RestingOrder.AT_OPEN -> atOpen(market, instrument, opening);
      case RestingOrder.AT_CLOSE -> market.close(instrument);
      default -> throw new AssertionError("Order kind: " + resting.kind);
    };
  }

  /// In which part of the bar an order fills, if it does.
  int part(RestingOrder resting, long opening) {
    boolean isBuy = resting.sign > 0;
    boolean isAtOnce =
        switch (resting.kind) {
          case RestingOrder.MARKET, RestingOrder.AT_OPEN -> true;
          case RestingOrder.LIMIT -> isWithin(isBuy, resting.limit, opening);
          case RestingOrder.STOP, RestingOrder.TRAILING ->
              resting.isTriggered || isReached(isBuy, resting.stop, opening);
          case RestingOrder.STOP_LIMIT -> isStopLimitAtOnce(resting, opening);
          default -> false;
        };
    if (isAtOnce) {
      return OPEN;
    }
    return resting.kind == RestingOrder.AT_CLOSE ? CLOSE : INSIDE;
  }

  private boolean isStopLimitAtOnce(RestingOrder resting, long opening) {
    boolean isBuy = resting.sign > 0;
    boolean isTriggered =
        resting.isTriggered
            || (rules.stopLimit() == FillRules.StopLimit.ON_THE_TRIGGER_BAR
                && isReached(isBuy, resting.stop, opening));
    return isTriggered && isWithin(isBuy, resting.limit, opening);
  }

  /// Whether a bar opens better than a limit.
  private static boolean isWithin(boolean isBuy, long limit, long opening) {
    return isBuy ? opening < limit : opening > limit;
  }

  private static boolean isReached(boolean isBuy, long stop, long opening) {
    return isBuy ? opening >= stop : opening <= stop;
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
    if (isWithin(isBuy, limit, opening)) {
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
    if (isReached(isBuy, stop, opening)) {
      isAtOpen = true;
      return opening;
    }
    return (isBuy ? high >= stop : low <= stop) ? stop : NO_FILL;
  }

  private long stopLimit(RestingOrder resting, long opening, long high, long low, long close) {
    boolean isBuy = resting.sign > 0;
    long stop = resting.stop;
    long limit = resting.limit;
    if (resting.isTriggered) {
      return limit(isBuy, limit, opening, high, low);
    }
    if (isBuy ? high < stop : low > stop) {
      return NO_FILL;
    }
    resting.isTriggered = true;
    if (rules.stopLimit() == FillRules.StopLimit.LIMIT_SEEN_FIRST_WAITS) {
      boolean isBeyond = isBuy ? limit > stop : limit < stop;
      return isBeyond && (isBuy ? low <= limit : high >= limit) ? stop : NO_FILL;
    }
    if (isReached(isBuy, stop, opening)) {
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
