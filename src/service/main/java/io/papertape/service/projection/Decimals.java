package io.papertape.service.projection;

import io.papertape.market.FixedPoint;
import java.math.BigDecimal;

/// Crossing between decimal text and the database's exact decimals; both within fixed point.
final class Decimals {
  private Decimals() {}

  /// The value of a text, refused if it is not a fixed-point number.
  static BigDecimal of(String text) {
    return BigDecimal.valueOf(FixedPoint.parse(text), FixedPoint.DECIMALS);
  }

  /// Shortest text: no trailing zeros, no exponent.
  static String text(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
