package io.papertape.account;

import io.papertape.market.FixedPoint;

/// What is remembered of equity: its peak, the deepest fall from one, and how it stood when the UTC
/// day began. A few comparisons a moment; nothing is allocated.
public final class MutableEquityMarks {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private long peak;
  private long lowSincePeak;

  /// The deepest fall that is over; both 0 if there was none.
  private long deepestPeak;

  private long deepestLow;
  private long dayEndNanos = Long.MIN_VALUE;
  private long dayStartEquity;

  public MutableEquityMarks(long equity) {
    peak = equity;
    lowSincePeak = equity;
    dayStartEquity = equity;
  }

  /// A moment begins; the first of a UTC day begins the day.
  ///
  /// @param equity as the moment before has left it
  public void begin(long nanos, long equity) {
    if (nanos >= dayEndNanos) {
      dayEndNanos = (Math.floorDiv(nanos, NANOS_PER_DAY) + 1) * NANOS_PER_DAY;
      dayStartEquity = equity;
    }
  }

  /// Follows equity after each mark.
  ///
  /// @return whether it is lower than it ever was since its peak
  public boolean follow(long equity) {
    if (equity > peak) {
      if (lowSincePeak < peak && isDeepest()) {
        deepestPeak = peak;
        deepestLow = lowSincePeak;
      }
      peak = equity;
      lowSincePeak = equity;
      return false;
    }
    if (equity < lowSincePeak) {
      lowSincePeak = equity;
      return true;
    }
    return false;
  }

  /// Whether the fall from the peak now is deeper, as a fraction, than all before: exact, by
  /// cross-multiplication through 128 bits.
  private boolean isDeepest() {
    long fall = peak - lowSincePeak;
    long deepest = deepestPeak - deepestLow;
    long high = Math.multiplyHigh(fall, deepestPeak);
    long deepestHigh = Math.multiplyHigh(deepest, peak);
    return high == deepestHigh
        ? deepestPeak == 0 || Long.compareUnsigned(fall * deepestPeak, deepest * peak) > 0
        : high > deepestHigh;
  }

  /// Highest equity so far, at the start included, fixed point.
  public long peak() {
    return peak;
  }

  /// Fall from the peak to an equity, as a fraction of the peak, fixed point.
  public long drawdown(long equity) {
    return equity >= peak ? 0 : FixedPoint.divide(peak - equity, peak);
  }

  /// Deepest drawdown so far, as a fraction of the peak before it, fixed point.
  public long deepestDrawdown() {
    return isDeepest()
        ? drawdown(lowSincePeak)
        : FixedPoint.divide(deepestPeak - deepestLow, deepestPeak);
  }

  /// Equity before the first moment of the UTC day, fixed point.
  public long dayStartEquity() {
    return dayStartEquity;
  }
}
