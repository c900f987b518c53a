package io.papertape.simulation;

import io.papertape.market.FixedPoint;
import io.papertape.market.LongColumn;

/// Equity after each moment's fills and marks, before the strategy acts.
public final class EquityCurve {
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;

  private final LongColumn timeNanos;
  private final LongColumn equity;

  /// @param expectedSize makes room for so many values; more may come
  EquityCurve(int expectedSize) {
    timeNanos = new LongColumn(expectedSize);
    equity = new LongColumn(expectedSize);
  }

  void add(long nanos, long value) {
    timeNanos.add(nanos);
    equity.add(value);
  }

  /// True if a time lies in another minute than the last value.
  boolean isNextMinute(long nanos) {
    int last = equity.size() - 1;
    return last < 0
        || Math.floorDiv(nanos, NANOS_PER_MINUTE)
            != Math.floorDiv(timeNanos.get(last), NANOS_PER_MINUTE);
  }

  void replaceLast(long value) {
    equity.set(equity.size() - 1, value);
  }

  public int size() {
    return equity.size();
  }

  public long timeNanos(int index) {
    return timeNanos.get(index);
  }

  /// Account currency, fixed point.
  public long equity(int index) {
    return equity.get(index);
  }

  /// All moments, nanoseconds since 1970-01-01 UTC.
  public long[] times() {
    return timeNanos.toArray();
  }

  /// All values in account currency.
  public double[] values() {
    double[] values = new double[equity.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = FixedPoint.toDouble(equity.get(i));
    }
    return values;
  }
}
