package io.papertape.live.health;

import java.util.Arrays;

/// Tells prices that are nowhere near the recent ones: by the median of the last of them and their
/// median absolute deviation, which a few odd prices do not move.
///
/// Several odd prices in a row that agree with each other are a new level, and are believed from
/// then on; those before stay in quarantine.
final class PriceCheck {
  private static final int KEPT = 32;
  private static final int NEEDED = 8;

  /// Makes a median absolute deviation the standard deviation of normally distributed prices.
  private static final double NORMAL = 1.4826;

  private final double factor;
  private final double fraction;
  private final long[] recent = new long[KEPT];
  private final long[] odd;
  private int count;
  private int oddCount;

  PriceCheck(HealthSettings settings) {
    factor = settings.badTickFactor();
    fraction = settings.badTickFraction();
    odd = new long[settings.agreeingTicks()];
  }

  /// Takes a price; false if it is bad.
  boolean accept(long price) {
    if (count < NEEDED || isNear(price)) {
      oddCount = 0;
      add(price);
      return true;
    }
    if (oddCount > 0 && Math.abs(price - odd[oddCount - 1]) > fraction * price) {
      oddCount = 0;
    }
    odd[oddCount++] = price;
    if (oddCount < odd.length) {
      return false;
    }
    count = 0;
    oddCount = 0;
    for (long one : odd) {
      add(one);
    }
    return true;
  }

  /// How many odd prices came last, one after the other.
  int oddInARow() {
    return oddCount;
  }

  private void add(long price) {
    recent[count % KEPT] = price;
    count++;
    if (count == 2 * KEPT) {
      count = KEPT;
    }
  }

  private boolean isNear(long price) {
    long[] sorted = Arrays.copyOf(recent, Math.min(count, KEPT));
    long median = median(sorted);
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(sorted[i] - median);
    }
    double deviation = NORMAL * median(sorted);
    return Math.abs(price - median) <= Math.max(factor * deviation, fraction * median);
  }

  private static long median(long[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
