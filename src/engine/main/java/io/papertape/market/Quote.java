package io.papertape.market;

/// Best bid and ask at one moment; prices and quantities fixed point ([FixedPoint]).
///
/// @param timeNanos when it became known, nanoseconds since 1970-01-01 UTC
/// @param bidSize   quantity displayed at the bid; 0: none, or not told where no quote tells one
/// @param askSize   quantity displayed at the ask; 0: none, or not told where no quote tells one
public record Quote(long timeNanos, long bid, long bidSize, long ask, long askSize) {
  public Quote {
    if (bid <= 0 || ask < bid || bidSize < 0 || askSize < 0) {
      throw new IllegalArgumentException(
          "Quote is impossible: timeNanos=%d, bid=%s, ask=%s. Check the source."
              .formatted(timeNanos, FixedPoint.format(bid), FixedPoint.format(ask)));
    }
  }

  /// The price half way between bid and ask, rounded down.
  public static long middle(long bid, long ask) {
    return (bid + ask) >>> 1;
  }
}
