package io.papertape.performance;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How good a run was: everything that the report, the terminal and the API print.
///
/// @param options        the choices behind the figures
/// @param periodsPerYear 252 or 365 for days; 52, 12, 4 or 1 for rarer data
/// @param figures        returns and risk, `papertape` convention
/// @param comparison     against the benchmark; empty without one
/// @param trading        exposure, turnover and costs
/// @param conventions    the usual ratios as other tools define them, on the same daily returns
/// @param roundTrips     `all` (with intervals), `long` and `short`, in this order
/// @param byInstrument   one group a symbol, sorted by symbol
/// @param drawdowns      the deepest ten, deepest first
/// @param months         compounded return of each calendar month
/// @param years          compounded return of each calendar year
/// @param equity         start of the account, then the end of each day
/// @param benchmark      the benchmark scaled to the starting equity, at the same moments
/// @param underwater     distance below the peak of these equities, positive fractions
/// @param rollingSharpe  over half a year
/// @param histogram      of daily returns
public record PerformanceReport(
    PerformanceOptions options,
    double periodsPerYear,
    List<Measure> figures,
    List<Measure> comparison,
    List<Measure> trading,
    List<Measure> conventions,
    List<RoundTripGroup> roundTrips,
    List<RoundTripGroup> byInstrument,
    List<DrawdownSpan> drawdowns,
    List<PeriodReturn> months,
    List<PeriodReturn> years,
    Series equity,
    Optional<Series> benchmark,
    Series underwater,
    Series rollingSharpe,
    Histogram histogram) {

  /// Computes the report. The same input and options give the same report, bit for bit.
  public static PerformanceReport of(PerformanceInput input, PerformanceOptions options) {
    return new PerformanceAnalysis(input, options).report();
  }

  /// The figure of that name among figures, comparison and trading.
  public Optional<Measure> figure(String name) {
    return Stream.of(figures, comparison, trading)
        .flatMap(List::stream)
        .filter(measure -> measure.name().equals(name))
        .findFirst();
  }
}
