package io.papertape.performance;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Figures of a run without their intervals, group by group: for rows of a sweep, which need few
/// of them. Each equals the one of the [PerformanceReport], bit for bit.
public final class PlainFigures {
  private final PerformanceInput input;
  private final PerformanceOptions options;
  private final PeriodSeries periods;
  private final double[] perPeriod;

  /// @param sampling of the input's moments
  public PlainFigures(PerformanceInput input, PerformanceOptions options, Sampling sampling) {
    this.input = input;
    this.options = options;
    periods = sampling.periods();
    perPeriod = sampling.returns(input.equity());
  }

  /// Simple returns of the periods: the array itself, read and never written.
  public double[] perPeriod() {
    return perPeriod;
  }

  /// Growth, volatility, the ratios and the deepest drawdown.
  public List<Measure> main() {
    return figures().main();
  }

  /// All of [PerformanceReport#figures].
  public List<Measure> returns() {
    return figures().all();
  }

  /// All of [PerformanceReport#comparison].
  public List<Measure> comparison() {
    if (input.benchmark().isEmpty()) {
      return List.of();
    }
    double[] market = Growth.returns(periods.levels(input.benchmark().get()));
    PapertapeRatios ratios =
        PapertapeRatios.of(periods.periodsPerYear(), options.riskFreePerYear());
    return new PapertapeComparison(
            perPeriod, market, ratios, none(PapertapeRatios.ALL - PapertapeRatios.ALONE))
        .all();
  }

  /// All of [PerformanceReport#trading].
  public List<Measure> trading() {
    return new TradingFigures(input).all();
  }

  /// Those of the group `all` of [PerformanceReport#roundTrips].
  public List<Measure> roundTrips() {
    return RoundTripStatistics.of(input.roundTrips(), options.withoutIntervals());
  }

  private PapertapeFigures figures() {
    return new PapertapeFigures(
        input, options, perPeriod, periods.periodsPerYear(), none(PapertapeRatios.ALONE));
  }

  private static List<Optional<Interval>> none(int count) {
    return Collections.nCopies(count, Optional.empty());
  }
}
