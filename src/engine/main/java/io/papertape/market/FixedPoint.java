package io.papertape.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/// Exact decimal arithmetic on `long`: prices, quantities, cash and fees in units of 10⁻⁸.
///
/// The range is |x| < 10¹⁰ (in whole units). Products and quotients go through 128 bits and round
/// half away from zero, once. A result outside the range of `long` throws [ArithmeticException].
public final class FixedPoint {
  /// Units of one: 10⁸.
  public static final long ONE = 100_000_000L;

  /// Number of decimals kept.
  public static final int DECIMALS = 8;

  /// Values lie strictly between minus and plus this limit: 10¹⁰ in units of 10⁻⁸.
  public static final long LIMIT = 10_000_000_000L * ONE;

  private static final long LOW_32_BITS = 0xFFFF_FFFFL;

  /// Of the smallest number: a sign, 11 digits, a point and 8 decimals.
  private static final int LONGEST_TEXT = 21;

  private FixedPoint() {}

  /// Value of whole units: `ofUnits(3)` is 3.
  public static long ofUnits(long units) {
    return checked(Math.multiplyExact(units, ONE));
  }

  /// Nearest fixed-point value of a `double`, half away from zero. This is the one crossing from
  /// statistics to books.
  public static long of(double value) {
    double scaled = value * ONE;
    if (!(Math.abs(scaled) < LIMIT)) {
      throw new ArithmeticException(
          "Number out of range: value=%s. Prices, quantities and cash must be below 10^10."
              .formatted(value));
    }
    // Up to 2^52 the product carries at least half a unit; above it is a whole number already.
    return Math.abs(scaled) < 0x1p52
        ? (long) (scaled < 0 ? Math.ceil(scaled - 0.5) : Math.floor(scaled + 0.5))
        : (long) scaled;
  }

  /// The `double` nearest to the value. This is the one crossing from books to statistics; up to
  /// 2⁵⁰ units (11 million in whole units) [#of(double)] brings the same value back.
  public static double toDouble(long value) {
    return (double) value / ONE;
  }

  /// Reads decimal text such as `-12.5` or `1.2e-5`, exactly.
  ///
  /// @throws NumberFormatException if the text is no number, has a digit beyond the eighth
  ///      decimal,
  /// or is out
  ///     of range
  public static long parse(String text) {
    try {
      BigDecimal exact = new BigDecimal(text).movePointRight(DECIMALS);
      return checked(exact.setScale(0, RoundingMode.UNNECESSARY).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      NumberFormatException failure =
          new NumberFormatException(
              "Not a fixed-point number: text=%s. At most 8 decimals and below 10^10."
                  .formatted(text));
      failure.initCause(e);
      throw failure;
    }
  }

  /// Shortest decimal text: no trailing zeros, no exponent, `-0` is `0`.
  public static String format(long value) {
    if (value % ONE == 0) {
      return Long.toString(value / ONE);
    }
    byte[] text = new byte[LONGEST_TEXT];
    int at = text.length;
    long rest = Math.abs(value % ONE);
    boolean isShown = false;
    for (int i = 0; i < DECIMALS; i++) {
      int digit = (int) (rest % 10);
      rest /= 10;
      isShown |= digit != 0; // no zeros at the end
      if (isShown) {
        text[--at] = (byte) ('0' + digit);
      }
    }
    text[--at] = '.';
    long whole = Math.abs(value / ONE);
    do {
      text[--at] = (byte) ('0' + whole % 10);
      whole /= 10;
    } while (whole > 0);
    if (value < 0) {
      text[--at] = '-';
    }
    return new String(text, at, text.length - at, StandardCharsets.ISO_8859_1);
  }

  /// The value, if it lies inside the range.
  public static long checked(long value) {
    if (value >= LIMIT || value <= -LIMIT) {
      throw new ArithmeticException(
          "Number out of range: value=%s. Prices, quantities and cash must be below 10^10."
              .formatted(BigDecimal.valueOf(value, DECIMALS).toPlainString()));
    }
    return value;
  }

  /// Cash value of a quantity at a price: `price × quantity`, rounded half away from zero to
  /// 10⁻⁸.
  public static long notional(long price, long quantity) {
    long units = quantity / ONE;
    if (units * ONE == quantity) {
      return Math.multiplyExact(price, units);
    }
    return multiply(price, quantity);
  }

  /// Product of two fixed-point numbers, rounded half away from zero.
  public static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high == low >> 63) {
      return roundedQuotient(low);
    }
    boolean negative = high < 0;
    if (negative) {
      high = low == 0 ? -high : ~high;
      low = -low;
    }
    long magnitude = wideQuotient(high, low, a, b);
    return negative ? -magnitude : magnitude;
  }

  private static long roundedQuotient(long product) {
    long quotient = product / ONE;
    long rest = product - quotient * ONE;
    if (rest >= ONE / 2) {
      return quotient + 1;
    }
    return rest <= -ONE / 2 ? quotient - 1 : quotient;
  }

  /// `(high·2⁶⁴ + low) / 10⁸` by two steps of 32 bits, which fit because 10⁸ < 2²⁷.
  private static long wideQuotient(long high, long low, long a, long b) {
    if (high >= ONE) {
      throw overflow("product", a, b);
    }
    long upper = (high << 32) | (low >>> 32);
    long upperQuotient = upper / ONE;
    long lower = ((upper - upperQuotient * ONE) << 32) | (low & LOW_32_BITS);
    long lowerQuotient = lower / ONE;
    long rest = lower - lowerQuotient * ONE;
    if (upperQuotient > Integer.MAX_VALUE) {
      throw overflow("product", a, b);
    }
    return (upperQuotient << 32) + lowerQuotient + (rest >= ONE / 2 ? 1 : 0);
  }

  /// Quotient of two fixed-point numbers, rounded half away from zero.
  public static long divide(long dividend, long divisor) {
    return ratio(dividend, ONE, divisor, RoundingMode.HALF_UP);
  }

  /// Quotient of two fixed-point numbers, rounded toward zero.
  public static long divideDown(long dividend, long divisor) {
    return ratio(dividend, ONE, divisor, RoundingMode.DOWN);
  }

  /// `value × numerator / denominator` through 128 bits, rounded as told; for splits and rates.
  public static long ratio(long value, long numerator, long denominator, RoundingMode rounding) {
    if (denominator == 0) {
      throw new ArithmeticException(
          "Division by zero: value=%s, numerator=%d.".formatted(format(value), numerator));
    }
    long high = Math.multiplyHigh(value, numerator);
    long low = value * numerator;
    if (high == low >> 63 && rounding == RoundingMode.DOWN) {
      return low / denominator;
    }
    return BigDecimal.valueOf(value)
        .multiply(BigDecimal.valueOf(numerator))
        .divide(BigDecimal.valueOf(denominator), 0, rounding)
        .longValueExact();
  }

  /// Largest multiple of the step that is not above the value, toward zero; a step of 0 leaves it
  /// as it is.
  public static long roundDown(long value, long step) {
    return step == 0 ? value : value - value % step;
  }

  private static ArithmeticException overflow(String what, long a, long b) {
    return new ArithmeticException(
        "Number out of range: %s of a=%s, b=%s. Results must be below 10^10."
            .formatted(what, format(a), format(b)));
  }
}
