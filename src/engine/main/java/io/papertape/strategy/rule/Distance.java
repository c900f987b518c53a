package io.papertape.strategy.rule;

/// How far from the price a stop or target lies.
public sealed interface Distance {
  /// A part of the price: 0.05 is five per cent.
  record Fraction(double fraction) implements Distance {
    public Fraction {
      if (!(fraction > 0 && fraction < 1)) {
        throw new IllegalArgumentException(
            "Not a part of the price: fraction=%s. Give above 0%% and below 100%%."
                .formatted(fraction));
      }
    }
  }

  /// A formula that gives a difference in price, such as `2 * atr(14)`.
  record Formula(Expression expression) implements Distance {}
}
