package io.papertape.performance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Return and risk figures of the `papertape` convention: daily returns, ddof 1, losses
/// positive.
final class PapertapeFigures {
  private static final double DAY_NANOS = 86_400e9;
  private static final double SHORTEST_DAYS = 30;
  private static final double DAYS_PER_YEAR = 365.25;
  private static final String TOO_SHORT = "the run is shorter than 30 days";
  private static final String STEADY = "returns do not vary";
  private static final String NO_FALL = "no drawdown";
  private static final String NO_LOSS = "no losing day";

  private final PerformanceInput input;
  private final PerformanceOptions options;
  private final double[] returns;
  private final PapertapeRatios ratios;
  private final ReturnSums sums;
  private final double deepestFall;
  private final Gauge gauge;
  private final List<Optional<Interval>> intervals;

  /// @param returns   of the periods
  /// @param intervals of [PapertapeRatios#alone]
  PapertapeFigures(
      PerformanceInput input,
      PerformanceOptions options,
      double[] returns,
      double periodsPerYear,
      List<Optional<Interval>> intervals) {
    this.intervals = intervals;
    this.input = input;
    this.options = options;
    this.returns = returns;
    this.ratios = PapertapeRatios.of(periodsPerYear, options.riskFreePerYear());
    this.sums = ratios.sums(returns);
    this.deepestFall = Drawdowns.maximum(input.equity());
    this.gauge = new Gauge(PerformanceConvention.PAPERTAPE, returns.length);
  }

  /// What a row of a sweep shows.
  List<Measure> main() {
    List<Measure> figures = new ArrayList<>(growth());
    figures.addAll(withIntervals());
    figures.add(deepestFall());
    return List.copyOf(figures);
  }

  List<Measure> all() {
    List<Measure> figures = new ArrayList<>(growth());
    figures.addAll(withIntervals());
    figures.addAll(falls());
    figures.addAll(shape());
    figures.addAll(days());
    return List.copyOf(figures);
  }

  private List<Measure> growth() {
    double[] equity = input.equity();
    double wealth = equity[equity.length - 1] / equity[0];
    return List.of(
        gauge.of("totalReturn", wealth - 1),
        growthPerYear(),
        gauge.needing(2, "volatility", ratios.volatility(sums), STEADY));
  }

  private Measure growthPerYear() {
    double annual = annualGrowth();
    return days(input) < SHORTEST_DAYS
        ? gauge.absent("cagr", TOO_SHORT)
        : gauge.of("cagr", annual, "equity ended below zero");
  }

  /// By calendar: wealth^(365.25 days / elapsed) − 1.
  private double annualGrowth() {
    double[] equity = input.equity();
    double wealth = equity[equity.length - 1] / equity[0];
    return StrictMath.pow(wealth, DAYS_PER_YEAR / days(input)) - 1;
  }

  static double days(PerformanceInput input) {
    long[] times = input.timeNanos();
    return (times[times.length - 1] - times[0]) / DAY_NANOS;
  }

  private List<Measure> withIntervals() {
    Measure calmar = annualOver("calmar", annualGrowth(), deepestFall);
    double[] values = ratios.alone(sums, returns.length);
    List<Measure> plain =
        List.of(
            gauge.needing(2, "sharpe", values[0], STEADY),
            gauge.needing(2, "sortino", values[1], NO_LOSS),
            gauge.needing(2, "omega", values[2], NO_LOSS),
            gauge.needing(2, "gainToPain", values[3], NO_LOSS),
            calmar);
    return Resampling.attached(plain, intervals);
  }

  private Measure deepestFall() {
    return gauge.of("maxDrawdown", deepestFall);
  }

  private List<Measure> falls() {
    double[] equity = input.equity();
    List<Drawdown> all = Drawdowns.of(equity);
    double[] depths = all.stream().mapToDouble(Drawdown::depth).toArray();
    double[] lengths =
        all.stream().mapToDouble(d -> d.lengthNanos(input.timeNanos()) / DAY_NANOS).toArray();
    double[] depth = Drawdowns.underwater(Growth.wealth(1, returns));
    double[] squares = Arrays.stream(depth).skip(1).map(d -> d * d).toArray();
    double ulcer = Math.sqrt(Sample.mean(squares));
    return List.of(
        deepestFall(),
        gauge.of("averageDrawdown", Sample.mean(depths), NO_FALL),
        gauge.of("longestDrawdownDays", Sample.maximum(lengths), NO_FALL),
        gauge.of("averageDrawdownDays", Sample.mean(lengths), NO_FALL),
        gauge.of("ulcerIndex", ulcer),
        annualOver("ulcerPerformanceIndex", annualGrowth() - options.riskFreePerYear(), ulcer));
  }

  private Measure annualOver(String name, double annual, double fall) {
    if (days(input) < SHORTEST_DAYS) {
      return gauge.absent(name, TOO_SHORT);
    }
    return gauge.of(name, annual / fall, fall == 0 ? NO_FALL : "equity ended below zero");
  }

  private List<Measure> shape() {
    double low = Math.abs(Sample.quantile(returns, 0.05));
    String few = "too few";
    return List.of(
        gauge.needing(20, "valueAtRisk95", -Sample.quantile(returns, 0.05), few),
        gauge.needing(20, "conditionalValueAtRisk95", -Sample.lowerTailMean(returns, 0.05), few),
        gauge.needing(100, "valueAtRisk99", -Sample.quantile(returns, 0.01), few),
        gauge.needing(100, "conditionalValueAtRisk99", -Sample.lowerTailMean(returns, 0.01), few),
        gauge.needing(3, "skew", Sample.adjustedSkew(returns), STEADY),
        gauge.needing(4, "kurtosis", Sample.adjustedKurtosis(returns), STEADY),
        returns.length < 20
            ? gauge.needing(20, "tailRatio", Double.NaN, few)
            : gauge.ratio(
                "tailRatio",
                Math.abs(Sample.quantile(returns, 0.95)),
                low,
                "the 5th percentile is 0"),
        gauge.needing(3, "stability", Sample.stability(returns), "growth is not a line"));
  }

  private List<Measure> days() {
    double[] wins = Arrays.stream(returns).filter(r -> r > 0).toArray();
    double[] losses = Arrays.stream(returns).filter(r -> r < 0).toArray();
    double share = (double) wins.length / (wins.length + losses.length);
    double payoff = Sample.mean(wins) / -Sample.mean(losses);
    String neither = "no winning or no losing day";
    return List.of(
        gauge.of("bestDay", Sample.maximum(returns)),
        gauge.of("worstDay", Sample.minimum(returns)),
        gauge.of("winRateDays", share, "every return is 0"),
        gauge.of("averageWinDay", Sample.mean(wins), "no winning day"),
        gauge.of("averageLossDay", -Sample.mean(losses), NO_LOSS),
        gauge.of("payoffDays", payoff, neither),
        gauge.of("kellyDays", share - (1 - share) / payoff, neither),
        gauge.of("longestWinningDays", Streaks.longest(returns, 1)),
        gauge.of("longestLosingDays", Streaks.longest(returns, -1)));
  }
}
