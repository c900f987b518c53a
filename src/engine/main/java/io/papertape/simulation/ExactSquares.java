package io.papertape.simulation;

/// A sum of squared whole numbers, exact up to 2¹²⁷, so that the order of the summands does not
/// matter.
final class ExactSquares {
  private static final double WORD = 0x1p64;
  private static final long SMALL = 1L << 31;

  private long high;
  private long low;
  private boolean isExceeded;

  /// Adds the square of a number.
  void add(long number) {
    boolean isSmall = -SMALL < number && number < SMALL;
    add(isSmall ? 0 : Math.multiplyHigh(number, number), number * number);
  }

  /// Adds a product.
  ///
  /// @param one   not negative
  /// @param other not negative
  void addProduct(long one, long other) {
    add(Math.multiplyHigh(one, other), one * other);
  }

  private void add(long moreHigh, long moreLow) {
    long sum = low + moreLow;
    high += moreHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
    isExceeded |= high < 0;
  }

  /// True if the sum is out of range.
  boolean isExceeded() {
    return isExceeded;
  }

  /// The nearest `double`, but for a second rounding.
  double sum() {
    double lower = low >= 0 ? low : (double) (low >>> 1) * 2 + (low & 1);
    return high * WORD + lower;
  }
}
