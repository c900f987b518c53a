package io.papertape.performance;

import java.util.List;
import java.util.Optional;

/// What a run leaves behind that performance is computed from.
///
/// All arrays have one value a moment. The first moment is the start of the account, before the
/// first event: a loss in the first period is a loss.
///
/// @param timeNanos  rising
/// @param equity     account currency; the first is above zero
/// @param benchmark  what the same money in the benchmark was worth; any unit, above zero
/// @param exposure   one value a moment, or [Exposure#unknown()]
/// @param roundTrips closed ones, in order of exit
public record PerformanceInput(
    long[] timeNanos,
    double[] equity,
    Optional<double[]> benchmark,
    Exposure exposure,
    List<RoundTrip> roundTrips,
    TradingCosts costs) {

  public PerformanceInput {
    int n = timeNanos.length;
    int exposed = exposure.gross().length;
    int compared = benchmark.map(levels -> levels.length).orElse(n);
    if (n == 0 || equity.length != n || compared != n || (exposed != n && exposed != 0)) {
      throw new IllegalArgumentException(
          "Columns do not fit: times=%d, equity=%d, benchmark=%d, exposure=%d. One each a moment."
              .formatted(n, equity.length, compared, exposed));
    }
    if (!(equity[0] > 0)) {
      throw new IllegalArgumentException(
          "Account starts with nothing: equity=%s. Give the starting cash first."
              .formatted(equity[0]));
    }
    for (int i = 1; i < n; i++) {
      if (timeNanos[i] < timeNanos[i - 1] || !Double.isFinite(equity[i])) {
        throw new IllegalArgumentException(
            "Equity is out of order: index=%d, timeNanos=%d, equity=%s. Sort it by time."
                .formatted(i, timeNanos[i], equity[i]));
      }
    }
    roundTrips = List.copyOf(roundTrips);
  }

  /// A run of which only equity is known.
  public static PerformanceInput of(long[] timeNanos, double[] equity) {
    return new PerformanceInput(
        timeNanos, equity, Optional.empty(), Exposure.unknown(), List.of(), TradingCosts.none());
  }
}
