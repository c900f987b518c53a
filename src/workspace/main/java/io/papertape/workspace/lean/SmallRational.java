package io.papertape.workspace.lean;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// A positive fraction in lowest terms.
record SmallRational(long numerator, long denominator) {
  private static final MathContext PRECISION = new MathContext(40);
  private static final int SIGNIFICANT_DIGITS = 6;
  private static final BigDecimal ROUNDED_FACTORS = new BigDecimal("0.0002");
  private static final long LARGEST_PRODUCT = 400;

  /// The fraction of smallest terms strictly between two positive bounds, by descent of the tree
  /// of Stern and Brocot.
  static SmallRational between(BigDecimal low, BigDecimal high) {
    if (low.signum() < 0 || low.compareTo(high) >= 0) {
      throw new IllegalArgumentException(
          "No fraction between the bounds: low=%s, high=%s. Order them.".formatted(low, high));
    }
    long whole = low.setScale(0, RoundingMode.FLOOR).longValueExact();
    BigDecimal above = BigDecimal.valueOf(whole + 1);
    if (above.compareTo(high) < 0) {
      return new SmallRational(whole + 1, 1);
    }
    BigDecimal rest = low.subtract(BigDecimal.valueOf(whole));
    BigDecimal upper = BigDecimal.ONE.divide(high.subtract(BigDecimal.valueOf(whole)), PRECISION);
    SmallRational inner =
        rest.signum() == 0
            ? new SmallRational(upper.setScale(0, RoundingMode.FLOOR).longValueExact() + 1, 1)
            : between(upper, BigDecimal.ONE.divide(rest, PRECISION));
    return new SmallRational(
        Math.addExact(Math.multiplyExact(whole, inner.numerator), inner.denominator),
        inner.numerator);
  }

  /// The ratio of a split whose factor before it is printed, given the printed and the exact
  /// factor after it.
  ///
  /// Tried in this order, the first that is small is taken: the simplest fraction if each printed
  /// number may be off by half a unit of its last digit other than zero, or of the sixth if
  /// it has fewer; then the simplest within 0.02 %, for files that multiplied rounded factors. A
  /// ratio that is still not small is the simplest fraction that brings the printed digits back.
  static SmallRational ofSplit(BigDecimal before, BigDecimal printedAfter, BigDecimal exactAfter) {
    BigDecimal a = halfUnit(before, SIGNIFICANT_DIGITS);
    BigDecimal b = halfUnit(printedAfter, SIGNIFICANT_DIGITS);
    SmallRational printed =
        between(
            before.subtract(a).divide(printedAfter.add(b), PRECISION),
            before.add(a).divide(printedAfter.subtract(b), PRECISION));
    if (printed.isSmall()) {
      return printed;
    }
    BigDecimal quotient = before.divide(printedAfter, PRECISION);
    SmallRational near =
        between(
            quotient.multiply(BigDecimal.ONE.subtract(ROUNDED_FACTORS)),
            quotient.multiply(BigDecimal.ONE.add(ROUNDED_FACTORS)));
    if (near.isSmall()) {
      return near;
    }
    BigDecimal half = halfUnit(before, SIGNIFICANT_DIGITS);
    return between(
        before.subtract(half).divide(exactAfter, PRECISION),
        before.add(half).divide(exactAfter, PRECISION));
  }

  /// Like 1:4, 3:2 or 1:80: terms whose product is at most 400.
  boolean isSmall() {
    return numerator <= LARGEST_PRODUCT && denominator <= LARGEST_PRODUCT / numerator;
  }

  private static BigDecimal halfUnit(BigDecimal printed, int atLeastDigits) {
    BigDecimal plain = printed.stripTrailingZeros();
    int scale = Math.max(plain.scale(), plain.scale() - plain.precision() + atLeastDigits);
    return new BigDecimal("0.5").scaleByPowerOfTen(-scale);
  }
}
