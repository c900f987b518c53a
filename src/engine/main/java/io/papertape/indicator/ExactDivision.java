package io.papertape.indicator;

/// Division of exact sums into `double`, rounded once.
final class ExactDivision {
  /// Every whole number up to here is a `double`.
  static final long EXACT_DOUBLE = 1L << 53;

  private ExactDivision() {}

  /// The `double` nearest to `dividend / divisor`, so that equal ratios give equal numbers.
  ///
  /// Above 2⁵³ the dividend is split in two doubles and the rest of the first quotient, which is
  /// exact through a fused multiply-add, is divided once more.
  ///
  /// @param divisor positive, below 2⁵³
  static double quotient(long dividend, long divisor) {
    if (dividend < EXACT_DOUBLE && dividend > -EXACT_DOUBLE) {
      return (double) dividend / divisor;
    }
    double head = (double) dividend;
    double tail = (double) (dividend - (long) head);
    double quotient = head / divisor;
    double rest = Math.fma(-quotient, (double) divisor, head);
    return quotient + (rest + tail) / divisor;
  }
}
