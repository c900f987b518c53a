package io.papertape.service.projection;

import io.papertape.market.FixedPoint;
import java.math.BigDecimal;

/// Crossing between decimal text and the database's exact decimals; both within the `long` of fixed
/// point. Equity may lie above the limit of a single amount, 10¹⁰.
final class Decimals {
  private Decimals() {}

  /// The value of a text, refused if it is no number of fixed point.
  static BigDecimal of(String text) {
    BigDecimal units = new BigDecimal(text).movePointRight(FixedPoint.DECIMALS);
    return BigDecimal.valueOf(units.longValueExact(), FixedPoint.DECIMALS);
  }

  /// Shortest text: no trailing zeros, no exponent.
  static String text(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
