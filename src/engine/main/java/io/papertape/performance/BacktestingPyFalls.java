package io.papertape.performance;

import java.util.ArrayList;
import java.util.List;

/// Drawdowns as backtesting.py counts them: from the last bar at the peak to the bar of recovery
/// or the last bar, and only if a whole bar lies between.
record BacktestingPyFalls(double maximum, double[] depths, long[] durations) {
  static BacktestingPyFalls of(long[] timeNanos, double[] equity) {
    List<Drawdown> counted = new ArrayList<>();
    for (Drawdown fall : Drawdowns.of(equity)) {
      if (fall.length() > 1) {
        counted.add(fall);
      }
    }
    return new BacktestingPyFalls(
        Drawdowns.maximum(equity),
        counted.stream().mapToDouble(Drawdown::depth).toArray(),
        counted.stream().mapToLong(fall -> fall.lengthNanos(timeNanos)).toArray());
  }
}
