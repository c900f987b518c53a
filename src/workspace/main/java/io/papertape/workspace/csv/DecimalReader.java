package io.papertape.workspace.csv;

import io.papertape.market.FixedPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/// Reads decimal text exactly: an integer and the number of its decimals. No garbage for plain
/// numbers of up to 18 digits; exponents and longer numbers go through [BigDecimal].
final class DecimalReader {
  /// Answer of [#scaled] for a number with more decimals than asked for.
  static final long INEXACT = Long.MIN_VALUE;

  /// Answer of [#scaled] for a number beyond the range of `long`.
  static final long TOO_LARGE = Long.MAX_VALUE;

  private static final int MOST_DIGITS = 18;
  private static final long[] POWERS = powers();

  private long mantissa;
  private int decimals;
  private boolean cut;

  int decimals() {
    return decimals;
  }

  /// Reads `[from, to)`; false if it is no number.
  boolean read(byte[] text, int from, int to) {
    int at = from;
    boolean negative = at < to && text[at] == '-';
    if (negative || (at < to && text[at] == '+')) {
      at++;
    }
    long value = 0;
    int point = -1;
    int first = at;
    for (; at < to; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (text[at] == '.' && point < 0) {
        point = at;
      } else {
        return readSlowly(text, from, to);
      }
    }
    int digits = to - first - (point < 0 ? 0 : 1);
    if (digits == 0 || digits > MOST_DIGITS) {
      return readSlowly(text, from, to);
    }
    mantissa = negative ? -value : value;
    decimals = point < 0 ? 0 : to - point - 1;
    cut = false;
    return true;
  }

  private boolean readSlowly(byte[] text, int from, int to) {
    if (to - from > 60) {
      return false;
    }
    BigDecimal exact;
    try {
      exact = new BigDecimal(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException _) {
      return false;
    }
    if (exact.signum() == 0) {
      exact = BigDecimal.ZERO;
    }
    if (Math.abs((long) exact.precision() - exact.scale()) > 40) {
      exact = exact.scale() > 0 ? new BigDecimal("1E-10") : BigDecimal.valueOf(Long.MAX_VALUE);
    }
    exact = exact.stripTrailingZeros();
    int scale = Math.clamp(exact.scale(), 0, FixedPoint.DECIMALS);
    BigDecimal shortened = exact.setScale(scale, RoundingMode.HALF_UP);
    cut = shortened.compareTo(exact) != 0;
    boolean fits = shortened.unscaledValue().bitLength() <= 63;
    mantissa = fits ? shortened.unscaledValue().longValueExact() : Long.MAX_VALUE;
    decimals = fits ? shortened.scale() : 0;
    return true;
  }

  /// The number in units of `10^-target`, or [#INEXACT], or [#TOO_LARGE].
  long scaled(int target) {
    if (decimals <= target) {
      if (cut) {
        return INEXACT;
      }
      return times(POWERS[target - decimals]);
    }
    long power = POWERS[Math.min(MOST_DIGITS, decimals - target)];
    long quotient = mantissa / power;
    return cut || quotient * power != mantissa ? INEXACT : quotient;
  }

  /// The number in units of 10⁻⁸, rounded half away from zero, or [#TOO_LARGE].
  long rounded() {
    if (decimals <= FixedPoint.DECIMALS) {
      return times(POWERS[FixedPoint.DECIMALS - decimals]);
    }
    long power = POWERS[decimals - FixedPoint.DECIMALS];
    long quotient = mantissa / power;
    long rest = Math.abs(mantissa - quotient * power);
    return rest >= power - rest ? quotient + (mantissa < 0 ? -1 : 1) : quotient;
  }

  private long times(long power) {
    long product = mantissa * power;
    return Math.multiplyHigh(mantissa, power) == product >> 63 ? product : TOO_LARGE;
  }

  /// Fewest decimals that hold the number.
  int neededDecimals() {
    long rest = mantissa;
    int needed = decimals;
    while (needed > 0 && rest % 10 == 0) {
      rest /= 10;
      needed--;
    }
    return cut ? Integer.MAX_VALUE : needed;
  }

  private static long[] powers() {
    long[] powers = new long[MOST_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i <= MOST_DIGITS; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
