package io.papertape.order;

import io.papertape.market.FixedPoint;

/// What a strategy asks for one instrument. Prices are fixed point ([FixedPoint]).
public sealed interface Order {
  Side side();

  Size size();

  TimeInForce timeInForce();

  /// At the next price there is.
  record Market(Side side, Size size, TimeInForce timeInForce) implements Order {}

  /// At the limit or better.
  record Limit(Side side, Size size, long limit, TimeInForce timeInForce) implements Order {
    public Limit {
      requirePrice("limit", limit);
    }
  }

  /// At the market once the price reaches the stop.
  record Stop(Side side, Size size, long stop, TimeInForce timeInForce) implements Order {
    public Stop {
      requirePrice("stop", stop);
    }
  }

  /// A limit order once the price reaches the stop.
  record StopLimit(Side side, Size size, long stop, long limit, TimeInForce timeInForce)
      implements Order {
    public StopLimit {
      requirePrice("stop", stop);
      requirePrice("limit", limit);
    }
  }

  /// A stop that follows the price at a distance and never turns back.
  ///
  /// @param distance in price, fixed point; or, if `isFraction`, a fraction of the price, fixed
  /// point
  record TrailingStop(
      Side side, Size size, long distance, boolean isFraction, TimeInForce timeInForce)
      implements Order {
    public TrailingStop {
      requirePrice("distance", distance);
      if (isFraction && side == Side.SELL && distance >= FixedPoint.ONE) {
        throw new IllegalArgumentException(
            "Trailing stop of a sale lies at zero or below: fraction=%s. Use a fraction below 1."
                .formatted(FixedPoint.format(distance)));
      }
    }
  }

  /// At the opening price of the next bar that opens a session.
  record AtOpen(Side side, Size size) implements Order {
    @Override
    public TimeInForce timeInForce() {
      return TimeInForce.GTC;
    }
  }

  /// At the closing price of the next bar.
  record AtClose(Side side, Size size) implements Order {
    @Override
    public TimeInForce timeInForce() {
      return TimeInForce.GTC;
    }
  }

  static Order market(Side side, Size size) {
    return new Market(side, size, TimeInForce.GTC);
  }

  static Order limit(Side side, Size size, long limit) {
    return new Limit(side, size, limit, TimeInForce.GTC);
  }

  static Order stop(Side side, Size size, long stop) {
    return new Stop(side, size, stop, TimeInForce.GTC);
  }

  static Order stopLimit(Side side, Size size, long stop, long limit) {
    return new StopLimit(side, size, stop, limit, TimeInForce.GTC);
  }

  /// A trailing stop at a fraction of the price: 0.05 stays five per cent away.
  static Order trailingFraction(Side side, Size size, double fraction) {
    return new TrailingStop(side, size, FixedPoint.of(fraction), true, TimeInForce.GTC);
  }

  /// A trailing stop at a fixed distance in price, fixed point.
  static Order trailingDistance(Side side, Size size, long distance) {
    return new TrailingStop(side, size, distance, false, TimeInForce.GTC);
  }

  private static void requirePrice(String name, long price) {
    if (price <= 0 || price >= FixedPoint.LIMIT) {
      throw new IllegalArgumentException(
          "Order price must be positive: %s=%s. Check the price it was computed from."
              .formatted(name, FixedPoint.format(price)));
    }
  }
}
