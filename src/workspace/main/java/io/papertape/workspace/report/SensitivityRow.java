package io.papertape.workspace.report;

import io.papertape.market.FixedPoint;
import io.papertape.performance.Drawdowns;
import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceInput;
import io.papertape.performance.PerformanceOptions;
import io.papertape.performance.PerformanceReport;
import io.papertape.simulation.RunResult;
import java.util.Optional;

/// The result of the run under one set of assumptions.
///
/// @param name    short name, such as `Costs doubled`
/// @param change  what differs from the run, in words
/// @param outcome empty if the run failed under these assumptions
/// @param reason  why there is no outcome
public record SensitivityRow(
    String name, String change, Optional<Outcome> outcome, Optional<String> reason) {

  /// What came of it.
  ///
  /// @param finalEquity account currency, fixed point
  /// @param maxDrawdown positive fraction
  public record Outcome(
      long finalEquity, double totalReturn, Measure sharpe, double maxDrawdown, int fills) {
    static Outcome of(RunResult result, long cash, long startNanos, PerformanceOptions options) {
      PerformanceInput input = DatedEquity.of(result.equity(), cash, startNanos);
      PerformanceOptions plain =
          new PerformanceOptions(
              options.zone(), options.riskFreePerYear(), options.seed(), 0, options.confidence());
      return new Outcome(
          result.finalEquity(),
          FixedPoint.toDouble(result.finalEquity()) / FixedPoint.toDouble(cash) - 1,
          PerformanceReport.of(input, plain).figure("sharpe").orElseThrow(),
          Drawdowns.maximum(input.equity()),
          result.fills().size());
    }
  }
}
