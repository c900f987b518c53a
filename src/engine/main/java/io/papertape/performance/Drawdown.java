package io.papertape.performance;

import java.util.OptionalInt;

/// One fall of equity from a peak until equity is back at it.
///
/// Indexes are those of the equity series, whose first value is the start of the account.
///
/// @param peak     index of the last value at the peak
/// @param trough   index of the lowest value; the first, if several
/// @param recovery index of the first value at or above the peak again; empty while under water
/// @param last     last index inside: the one before recovery, or the end of the series
/// @param depth    fall from peak to trough as a positive fraction of the peak
public record Drawdown(int peak, int trough, OptionalInt recovery, int last, double depth) {

  /// Steps from the peak to the recovery, or to the end of the series while under water.
  public int length() {
    return recovery.orElse(last) - peak;
  }

  /// Nanoseconds from the peak to the recovery, or to the end of the series while under water.
  public long lengthNanos(long[] timeNanos) {
    return timeNanos[recovery.orElse(last)] - timeNanos[peak];
  }
}
