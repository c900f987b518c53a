package io.papertape.simulation;

import io.papertape.market.FixedPoint;
import io.papertape.market.LongColumn;

/// Equity after each moment's fills and marks, before the strategy acts.
public final class EquityCurve {
  private final LongColumn timeNanos = new LongColumn();
  private final LongColumn equity = new LongColumn();

  void add(long nanos, long value) {
    timeNanos.add(nanos);
    equity.add(value);
  }

  /// Ends the curve with what the books say.
  void end(long nanos, long value) {
    int last = equity.size() - 1;
    if (last >= 0 && timeNanos.get(last) == nanos) {
      equity.set(last, value);
    } else {
      add(nanos, value);
    }
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
