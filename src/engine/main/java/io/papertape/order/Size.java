package io.papertape.order;

import io.papertape.market.FixedPoint;

/// How much an order asks for.
public sealed interface Size {
  /// A quantity, fixed point ([FixedPoint]), positive.
  record Units(long quantity) implements Size {
    public Units {
      if (quantity <= 0) {
        throw new IllegalArgumentException(
            "Order size must be positive: quantity=%s. The side gives the direction."
                .formatted(FixedPoint.format(quantity)));
      }
    }
  }

  /// What an amount of cash buys at the decision's price, rounded down to the quantity step.
  record Notional(long cash) implements Size {
    public Notional {
      if (cash <= 0) {
        throw new IllegalArgumentException(
            "Order size must be positive: cash=%s.".formatted(FixedPoint.format(cash)));
      }
    }
  }

  /// What a fraction of equity buys, rounded down to the quantity step; above 1 needs margin.
  ///
  /// @param atFill resolved when the order fills, at its price and with its costs; otherwise at
  ///      the
  ///     decision
  record EquityFraction(double fraction, boolean atFill) implements Size {
    public EquityFraction {
      if (!(fraction > 0) || fraction > 1000) {
        throw new IllegalArgumentException(
            "Order size is no fraction of equity: fraction=%s. Use a number above 0, such as 0.95."
                .formatted(fraction));
      }
    }
  }

  /// A fraction of what is held when the order fills; 1 closes the position. The order never
  /// opens or turns one.
  record PositionFraction(double fraction) implements Size {
    public PositionFraction {
      if (!(fraction > 0) || fraction > 1) {
        throw new IllegalArgumentException(
            "Order size is no fraction of a position: fraction=%s. Use a number above 0, at most 1."
                .formatted(fraction));
      }
    }
  }

  /// All of the position.
  Size POSITION = new PositionFraction(1);

  /// Whole units: `units(100)` asks for 100.
  static Size units(long wholeUnits) {
    return new Units(FixedPoint.ofUnits(wholeUnits));
  }

  /// A fraction of equity, resolved when the order fills.
  static Size ofEquity(double fraction) {
    return new EquityFraction(fraction, true);
  }
}
