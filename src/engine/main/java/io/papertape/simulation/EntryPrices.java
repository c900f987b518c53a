package io.papertape.simulation;

import io.papertape.order.Order;

/// Between which prices an entry is to be expected to fill, as far as that is known when it is
/// placed; times the sign of its side, so that of a sale the prices are negative.
///
/// @param best  the cheapest for a purchase, the dearest for a sale
/// @param worst the other way round
record EntryPrices(int sign, long best, long worst) {
  /// @param last the last known price, at which an order at the market is expected to fill
  static EntryPrices of(Order order, long last) {
    int sign = order.side().sign();
    long now = sign * last;
    return switch (order) {
      case Order.Market _, Order.AtOpen _, Order.AtClose _ -> new EntryPrices(sign, now, now);
      case Order.Limit limit -> {
        long worst = sign * limit.limit();
        yield new EntryPrices(sign, Math.min(worst, now), worst);
      }
      case Order.Stop stop -> {
        long from = Math.max(sign * stop.stop(), now);
        yield new EntryPrices(sign, from, from);
      }
      case Order.StopLimit both -> {
        long stop = sign * both.stop();
        long limit = sign * both.limit();
        yield new EntryPrices(sign, Math.min(stop, limit), Math.max(stop, limit));
      }
      case Order.TrailingStop _ -> new EntryPrices(sign, Long.MIN_VALUE, Long.MAX_VALUE);
    };
  }

  /// Whether a bracket's stop-loss lies beyond all of them, or its take-profit short of all.
  ///
  /// @param stopLoss   0: none
  /// @param takeProfit 0: none
  boolean isWrongWay(long stopLoss, long takeProfit) {
    return (stopLoss != 0 && sign * stopLoss > worst)
        || (takeProfit != 0 && sign * takeProfit < best);
  }
}
