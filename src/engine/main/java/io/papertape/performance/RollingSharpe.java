package io.papertape.performance;

import java.util.Arrays;

/// Sharpe ratio of the last half year, day by day.
final class RollingSharpe {
  private RollingSharpe() {}

  /// Number of returns in the window: half the periods of a year, at least 2.
  static int window(double periodsPerYear) {
    return Math.max(2, (int) (periodsPerYear / 2));
  }

  /// One value for each return that ends a full window; windows that do not vary are left out.
  ///
  /// @param endNanos moment at which each return ended
  static Series of(long[] endNanos, double[] returns, PapertapeRatios ratios) {
    int window = window(ratios.periodsPerYear());
    int most = Math.max(0, returns.length - window + 1);
    long[] times = new long[most];
    double[] values = new double[most];
    int count = 0;
    for (int from = 0; from < most; from++) {
      double sharpe = ratios.sharpe(Arrays.copyOfRange(returns, from, from + window));
      if (Double.isFinite(sharpe)) {
        times[count] = endNanos[from + window - 1];
        values[count++] = sharpe;
      }
    }
    return new Series(Arrays.copyOf(times, count), Arrays.copyOf(values, count));
  }
}
