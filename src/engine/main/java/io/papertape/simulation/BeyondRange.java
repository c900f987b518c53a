package io.papertape.simulation;

import io.papertape.market.FixedPoint;

/// What is said when exact sums or products of an indicator leave the range of their numbers.
final class BeyondRange {
  private BeyondRange() {}

  /// @param price fixed point, one that was too much
  static ArithmeticException of(
      String indicator, String symbol, long price, ArithmeticException cause) {
    ArithmeticException named =
        new ArithmeticException(
            ("Indicator leaves the range of exact numbers: indicator=%s, instrument=%s, price=%s,"
                    + " cause=%s. A sum of prices must stay below 9.2 * 10^10: use fewer bars, or"
                    + " import the prices in a larger unit, such as thousands.")
                .formatted(indicator, symbol, FixedPoint.format(price), cause.getMessage()));
    named.initCause(cause);
    return named;
  }
}
