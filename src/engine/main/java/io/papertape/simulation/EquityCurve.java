package io.papertape.simulation;

import io.papertape.market.FixedPoint;
import java.util.Arrays;

/// Equity after each moment's fills and marks, before the strategy acts.
public final class EquityCurve {
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;

  /// The times, or the known times of all moments, which are read and never written.
  private long[] timeNanos;

  private boolean isKnown;
  private long[] equity;
  private int size;
  private int sizeOfMinute = -1;
  private long minuteStart;

  /// @param knownTimes times of the moments to come; as long as they come, they are not copied
  EquityCurve(long[] knownTimes) {
    timeNanos = knownTimes;
    isKnown = true;
    equity = new long[Math.max(16, knownTimes.length)];
  }

  void add(long nanos, long value) {
    if (isKnown && !(size < timeNanos.length && timeNanos[size] == nanos)) {
      timeNanos = Arrays.copyOf(timeNanos, equity.length);
      isKnown = false;
    }
    if (size == equity.length) {
      equity = Arrays.copyOf(equity, size * 2);
    }
    if (!isKnown) {
      if (size == timeNanos.length) {
        timeNanos = Arrays.copyOf(timeNanos, equity.length);
      }
      timeNanos[size] = nanos;
    }
    equity[size++] = value;
  }

  /// Takes moments whose times are known; their values are still to be written.
  ///
  /// @return the values of the curve, to be filled in from the former size on
  long[] extend(int count) {
    if (!isKnown || size + count > equity.length) {
      throw new IllegalStateException("Moments are not known: size=%d.".formatted(size));
    }
    size += count;
    return equity;
  }

  /// Takes values back: so many stay.
  void shrink(int newSize) {
    size = newSize;
  }

  /// True if a time lies in another minute than the last value.
  boolean isNextMinute(long nanos) {
    if (size == 0) {
      return true;
    }
    if (size != sizeOfMinute) {
      sizeOfMinute = size;
      long last = timeNanos[size - 1];
      minuteStart = last - Math.floorMod(last, NANOS_PER_MINUTE);
    }
    return nanos < minuteStart || nanos - minuteStart >= NANOS_PER_MINUTE;
  }

  /// End of the minute in which the last value lies; [Long#MIN_VALUE] before the first.
  long minuteEndNanos() {
    if (size == 0) {
      return Long.MIN_VALUE;
    }
    long last = timeNanos[size - 1];
    return last - Math.floorMod(last, NANOS_PER_MINUTE) + NANOS_PER_MINUTE;
  }

  /// Ends the curve with what the books say.
  void end(long nanos, long value) {
    if (size > 0 && timeNanos[size - 1] == nanos) {
      equity[size - 1] = value;
    } else {
      add(nanos, value);
    }
  }

  public int size() {
    return size;
  }

  public long timeNanos(int index) {
    return timeNanos[index];
  }

  /// Account currency, fixed point.
  public long equity(int index) {
    return equity[index];
  }

  /// All moments, nanoseconds since 1970-01-01 UTC.
  public long[] times() {
    return Arrays.copyOf(timeNanos, size);
  }

  /// All values in account currency.
  public double[] values() {
    double[] values = new double[size];
    for (int i = 0; i < values.length; i++) {
      values[i] = FixedPoint.toDouble(equity[i]);
    }
    return values;
  }
}
