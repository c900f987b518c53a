package io.papertape.workspace.experiment;

import io.papertape.experiment.SharpeEstimate;
import io.papertape.experiment.Verdict;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import io.papertape.workspace.experiment.WalkForwardResult.History;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was earned out of sample, and how sure that is: of the joined tests, or of the path in the
/// middle. Nothing was chosen there, so luck has no part in it but that of a single history.
///
/// @param what       that it is about, as the subject of a sentence
/// @param n          number of returns
/// @param estimate   of the Sharpe ratio per period; empty if returns do not vary
/// @param confidence that it is above 0, or why that is not known
/// @param yearly     square root of the periods in a year
record OutOfSample(
    String what, int n, Optional<SharpeEstimate> estimate, Measure confidence, double yearly) {
  /// Standard errors to either side of an interval of 95 %.
  private static final double ERRORS = 1.959963984540054;

  static final String FIGURE = "outOfSampleSharpe";

  /// Of a walk-forward; empty if it has no test.
  static Optional<OutOfSample> of(WalkForwardResult result) {
    if (result.stitched().isPresent()) {
      return Optional.of(
          of("the joined tests", result.stitched().get().returns(), result.periodsPerYear()));
    }
    List<double[]> paths =
        result.paths().stream()
            .map(History::returns)
            .sorted(Comparator.comparingDouble(OutOfSample::ratio))
            .toList();
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(
            of(
                "the middle one of %d paths".formatted(paths.size()),
                paths.get((paths.size() - 1) / 2),
                result.periodsPerYear()));
  }

  private static double ratio(double[] returns) {
    return estimate(returns).map(SharpeEstimate::ratio).orElse(0.0);
  }

  private static Optional<SharpeEstimate> estimate(double[] returns) {
    return returns.length < 2 ? Optional.empty() : SharpeEstimate.of(returns);
  }

  private static OutOfSample of(String what, double[] returns, double periodsPerYear) {
    Optional<SharpeEstimate> estimate = estimate(returns);
    Measure confidence =
        estimate
            .map(one -> one.probabilistic(0))
            .orElseGet(
                () ->
                    Measure.absent(
                        "probabilisticSharpe",
                        PerformanceConvention.PAPERTAPE,
                        returns.length,
                        "returns do not vary"));
    return new OutOfSample(what, returns.length, estimate, confidence, Math.sqrt(periodsPerYear));
  }

  /// Per year; empty if returns do not vary.
  Optional<Double> sharpe() {
    return estimate.map(one -> one.ratio() * yearly);
  }

  /// Lower end of the interval of 95 %, per year.
  Optional<Double> low() {
    return estimate.map(one -> (one.ratio() - ERRORS * one.standardError()) * yearly);
  }

  /// Upper end of the interval of 95 %, per year.
  Optional<Double> high() {
    return estimate.map(one -> (one.ratio() + ERRORS * one.standardError()) * yearly);
  }

  /// The Sharpe ratio with its interval, as `0.718 a year, 95 % interval 0.110 to 1.326`.
  String text() {
    return sharpe()
        .map(
            value ->
                String.format(
                    Locale.ROOT,
                    "%.3f a year, 95 %% interval %.3f to %.3f",
                    value,
                    low().orElseThrow(),
                    high().orElseThrow()))
        .orElse("none");
  }

  /// What selection says, after what was earned out of sample.
  Verdict before(Verdict selection) {
    return selection.after(
        confidence,
        FIGURE,
        "Out of sample %s have a Sharpe ratio of %s."
            .formatted(what, text())
            .replace("paths have", "paths has"));
  }
}
