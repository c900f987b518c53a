package io.papertape.market;

/// One trade of the market; price and quantity fixed point ([FixedPoint]).
///
/// @param timeNanos when it became known, nanoseconds since 1970-01-01 UTC
public record TradeTick(long timeNanos, long price, long quantity) {
  public TradeTick {
    if (price <= 0 || quantity < 0) {
      throw new IllegalArgumentException(
          "Trade tick is impossible: timeNanos=%d, price=%s, quantity=%s. Check the source."
              .formatted(timeNanos, FixedPoint.format(price), FixedPoint.format(quantity)));
    }
  }
}
