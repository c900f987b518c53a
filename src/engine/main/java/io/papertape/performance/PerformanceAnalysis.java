package io.papertape.performance;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Computes a [PerformanceReport], step by step, from one sampling of the equity.
final class PerformanceAnalysis {
  private static final int DEEPEST = 10;

  private final PerformanceInput input;
  private final PerformanceOptions options;
  private final PeriodSeries periods;
  private final double[] levels;
  private final double[] returns;

  PerformanceAnalysis(PerformanceInput input, PerformanceOptions options) {
    this.input = input;
    this.options = options;
    this.periods = PeriodSeries.of(input.timeNanos(), options.zone());
    this.levels = periods.levels(input.equity());
    this.returns = Growth.returns(levels);
  }

  PerformanceReport report() {
    double perYear = periods.periodsPerYear();
    Optional<double[]> benchmark = input.benchmark().map(periods::levels);
    PapertapeRatios ratios = PapertapeRatios.of(perYear, options.riskFreePerYear());
    List<Optional<Interval>> intervals = intervals(ratios, benchmark.map(Growth::returns));
    return new PerformanceReport(
        options,
        perYear,
        new PapertapeFigures(
                input, options, returns, perYear, intervals.subList(0, PapertapeRatios.ALONE))
            .all(),
        benchmark.map(levels -> comparison(levels, ratios, intervals)).orElse(List.of()),
        new TradingFigures(input).all(),
        conventions(benchmark),
        sides(),
        instruments(),
        drawdowns(),
        calendar(true),
        calendar(false),
        new Series(periods.timeNanos(), levels),
        benchmark.map(this::scaled),
        new Series(periods.timeNanos(), Drawdowns.underwater(levels)),
        RollingSharpe.of(periods.endNanos(), returns, ratios),
        Histogram.of(returns));
  }

  /// Intervals of all ratios on the same resamples; with a benchmark, its days go with ours.
  private List<Optional<Interval>> intervals(PapertapeRatios ratios, Optional<double[]> market) {
    double blockLength = BlockLength.expected(returns);
    if (market.isEmpty()) {
      return new Resampling(List.of(returns), options, blockLength)
          .intervals(PapertapeRatios.ALONE, drawn -> ratios.alone(drawn.getFirst()));
    }
    return new Resampling(List.of(returns, market.get()), options, blockLength)
        .intervals(PapertapeRatios.ALL, drawn -> ratios.all(drawn.getFirst(), drawn.getLast()));
  }

  private List<Measure> comparison(
      double[] benchmark, PapertapeRatios ratios, List<Optional<Interval>> intervals) {
    double[] market = Growth.returns(benchmark);
    List<Optional<Interval>> joint = intervals.subList(PapertapeRatios.ALONE, intervals.size());
    return new PapertapeComparison(returns, market, ratios, joint).all();
  }

  private Series scaled(double[] benchmark) {
    double[] values = new double[benchmark.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = levels[0] * benchmark[i] / benchmark[0];
    }
    return new Series(periods.timeNanos(), values);
  }

  private List<Measure> conventions(Optional<double[]> benchmark) {
    double perYear = periods.periodsPerYear();
    EmpyricalMetrics empyrical = new EmpyricalMetrics(returns, perYear);
    QuantstatsMetrics quantstats = new QuantstatsMetrics(returns, perYear);
    double riskFree = options.riskFreePerYear();
    double perPeriod = Growth.perPeriod(riskFree, perYear);
    List<Measure> rows =
        new ArrayList<>(
            List.of(
                empyrical.annualReturn(),
                empyrical.annualVolatility(),
                empyrical.sharpeRatio(perPeriod),
                empyrical.sortinoRatio(perPeriod),
                empyrical.calmarRatio(),
                empyrical.omegaRatio(riskFree),
                empyrical.maximumDrawdown(),
                empyrical.valueAtRisk(0.05),
                empyrical.conditionalValueAtRisk(0.05),
                quantstats.cagr(),
                quantstats.volatility(),
                quantstats.sharpe(riskFree),
                quantstats.smartSharpe(),
                quantstats.sortino(riskFree),
                quantstats.adjustedSortino(riskFree),
                quantstats.calmar(),
                quantstats.maximumDrawdown(),
                quantstats.valueAtRisk(),
                quantstats.conditionalValueAtRisk()));
    benchmark.map(Growth::returns).ifPresent(market -> addComparisons(rows, market));
    return List.copyOf(rows);
  }

  private void addComparisons(List<Measure> rows, double[] market) {
    double perYear = periods.periodsPerYear();
    EmpyricalBenchmark empyrical = new EmpyricalBenchmark(returns, market, perYear);
    QuantstatsBenchmark quantstats = new QuantstatsBenchmark(returns, market, perYear);
    rows.addAll(List.of(empyrical.alpha(), empyrical.beta(), empyrical.excessSharpe()));
    rows.addAll(List.of(quantstats.alpha(), quantstats.beta(), quantstats.informationRatio()));
    rows.add(quantstats.treynorRatio());
  }

  private List<RoundTripGroup> sides() {
    List<RoundTrip> all = input.roundTrips();
    return List.of(
        new RoundTripGroup("all", RoundTripStatistics.of(all, options)),
        group("long", going(all, RoundTrip.Direction.LONG)),
        group("short", going(all, RoundTrip.Direction.SHORT)));
  }

  private List<RoundTripGroup> instruments() {
    TreeMap<String, List<RoundTrip>> bySymbol = new TreeMap<>();
    for (RoundTrip trip : input.roundTrips()) {
      bySymbol.computeIfAbsent(trip.symbol(), _ -> new ArrayList<>()).add(trip);
    }
    return bySymbol.entrySet().stream().map(e -> group(e.getKey(), e.getValue())).toList();
  }

  private List<DrawdownSpan> drawdowns() {
    return Drawdowns.deepest(input.equity(), DEEPEST).stream()
        .map(fall -> DrawdownSpan.of(fall, input.timeNanos()))
        .toList();
  }

  private List<PeriodReturn> calendar(boolean monthly) {
    ZoneId zone = options.zone();
    return PeriodReturn.of(periods.endNanos(), returns, zone, monthly);
  }

  private RoundTripGroup group(String name, List<RoundTrip> trips) {
    return new RoundTripGroup(name, RoundTripStatistics.of(trips, options.withoutIntervals()));
  }

  private static List<RoundTrip> going(List<RoundTrip> trips, RoundTrip.Direction direction) {
    return trips.stream().filter(trip -> trip.direction() == direction).toList();
  }
}
