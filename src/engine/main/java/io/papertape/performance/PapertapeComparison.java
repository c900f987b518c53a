package io.papertape.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Figures of the `papertape` convention that compare with a benchmark on the same days.
final class PapertapeComparison {
  private static final String STEADY = "the benchmark does not vary";

  private final double[] returns;
  private final double[] benchmark;
  private final PapertapeRatios ratios;
  private final Gauge gauge;
  private final List<Optional<Interval>> intervals;

  /// @param intervals of [PapertapeRatios#against]
  PapertapeComparison(
      double[] returns,
      double[] benchmark,
      PapertapeRatios ratios,
      List<Optional<Interval>> intervals) {
    Pairs.check(returns, benchmark);
    this.intervals = intervals;
    this.returns = returns;
    this.benchmark = benchmark;
    this.ratios = ratios;
    this.gauge = new Gauge(PerformanceConvention.PAPERTAPE, returns.length);
  }

  List<Measure> all() {
    double correlation = Sample.correlation(returns, benchmark);
    String still = "a series does not vary";
    EmpyricalBenchmark capture =
        new EmpyricalBenchmark(returns, benchmark, ratios.periodsPerYear());
    List<Measure> figures = new ArrayList<>();
    figures.add(gauge.of("benchmarkReturn", Growth.total(benchmark)));
    figures.add(gauge.of("excessReturn", Growth.total(returns) - Growth.total(benchmark)));
    figures.addAll(withIntervals());
    figures.add(
        gauge.needing(2, "trackingError", ratios.trackingError(returns, benchmark), STEADY));
    figures.add(gauge.needing(2, "correlation", correlation, still));
    figures.add(gauge.needing(2, "rSquared", correlation * correlation, still));
    figures.add(ours("upCapture", capture.upCapture()));
    figures.add(ours("downCapture", capture.downCapture()));
    return List.copyOf(figures);
  }

  private List<Measure> withIntervals() {
    double[] values = ratios.against(returns, benchmark);
    List<Measure> plain =
        List.of(
            gauge.needing(2, "beta", values[0], STEADY),
            gauge.needing(2, "alpha", values[1], STEADY),
            gauge.needing(2, "informationRatio", values[2], "the active return does not vary"),
            gauge.needing(2, "treynor", values[3], "beta is 0 or unknown"));
    return Resampling.attached(plain, intervals);
  }

  private static Measure ours(String name, Measure same) {
    return new Measure(
        name,
        PerformanceConvention.PAPERTAPE,
        same.n(),
        same.value(),
        same.reason(),
        same.interval());
  }
}
