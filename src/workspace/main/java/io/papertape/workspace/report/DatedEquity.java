package io.papertape.workspace.report;

import io.papertape.market.FixedPoint;
import io.papertape.performance.PerformanceInput;
import io.papertape.simulation.EquityCurve;

/// Equity of a run at the times by which its figures tell days apart.
public final class DatedEquity {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private DatedEquity() {}

  /// The start of the account, then every moment; equity alone.
  ///
  /// @param cash       at the start, fixed point
  /// @param startNanos when the data begin
  public static PerformanceInput of(EquityCurve curve, long cash, long startNanos) {
    int moments = curve.size();
    long[] times = new long[moments + 1];
    double[] equity = new double[moments + 1];
    times[0] = startNanos;
    equity[0] = FixedPoint.toDouble(cash);
    for (int i = 0; i < moments; i++) {
      times[i + 1] = Math.max(startNanos, dayOf(curve.timeNanos(i)));
    }
    System.arraycopy(curve.values(), 0, equity, 1, moments);
    return PerformanceInput.of(times, equity);
  }

  /// A moment exactly at midnight UTC ends the day before, unless the data begin with it: a quote
  /// or trade tick can, a bar cannot.
  private static long dayOf(long nanos) {
    return nanos % NANOS_PER_DAY == 0 ? nanos - 1 : nanos;
  }
}
