package io.papertape.performance;

import io.papertape.market.FixedPoint;
import io.papertape.performance.BacktestingPyRow.Figure;
import io.papertape.performance.BacktestingPyRow.Moment;
import io.papertape.performance.BacktestingPyRow.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// The statistics table of backtesting.py 0.6.6, row for row.
///
/// Only closed round trips count, but equity includes open ones. `CAGR` divides by 365.25
/// calendar days; `Return (Ann.)` compounds the geometric mean of daily returns over 252 or 365
/// days.
public final class BacktestingPyStatistics {
  private static final double PERCENT = 100;
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final double YEAR_NANOS = 365.25 * DAY_NANOS;
  private static final String NO_TRIPS = "no round trips";

  private final BacktestingPyInput input;
  private final BacktestingPyDays days;
  private final BacktestingPyFalls falls;
  private final double[] equity;
  private final double[] close;
  private final Gauge gauge;
  private final List<BacktestingPyRow> rows = new ArrayList<>();

  private BacktestingPyStatistics(BacktestingPyInput input) {
    this.input = input;
    this.days = BacktestingPyDays.of(input.openTimeNanos(), input.equity());
    this.falls = BacktestingPyFalls.of(input.openTimeNanos(), input.equity());
    this.equity = input.equity();
    this.close = input.close();
    this.gauge = new Gauge(PerformanceConvention.BACKTESTINGPY, equity.length);
  }

  /// All rows, in the order backtesting.py prints them.
  public static List<BacktestingPyRow> of(BacktestingPyInput input) {
    BacktestingPyStatistics table = new BacktestingPyStatistics(input);
    table.addPeriod();
    table.addReturns();
    table.addRatios();
    table.addFalls();
    table.addRoundTrips();
    return List.copyOf(table.rows);
  }

  private void addPeriod() {
    long[] times = input.openTimeNanos();
    long first = times[0];
    long last = times[times.length - 1];
    rows.add(new Moment("Start", first));
    rows.add(new Moment("End", last));
    rows.add(new Span("Duration", OptionalLong.of(last - first), ""));
    add("Exposure Time [%]", exposedShare() * PERCENT);
    add("Equity Final [$]", equity[equity.length - 1]);
    add("Equity Peak [$]", Sample.maximum(equity));
    long fees = input.roundTrips().stream().mapToLong(RoundTrip::fees).sum();
    if (fees > 0) {
      add("Commissions [$]", FixedPoint.toDouble(fees));
    }
  }

  private void addReturns() {
    add("Return [%]", totalReturn() * PERCENT);
    add("Buy & Hold Return [%]", holdReturn() * PERCENT);
    add("Return (Ann.) [%]", days.annualReturn() * PERCENT);
    add(
        "Volatility (Ann.) [%]",
        days.annualVolatility() * PERCENT, "fewer than two days or equity does not vary");
    double years = span() / YEAR_NANOS;
    double wealth = equity[equity.length - 1] / equity[0];
    double cagr = years == 0 ? Double.NaN : StrictMath.pow(wealth, 1 / years) - 1;
    add("CAGR [%]", cagr * PERCENT, "no time passed or wealth became negative");
  }

  private void addRatios() {
    double annual = days.annualReturn();
    add("Sharpe Ratio", annual / days.annualVolatility(), "equity does not vary");
    add("Sortino Ratio", annual / days.annualDownside(), "no day with a loss");
    add("Calmar Ratio", annual / falls.maximum(), "no drawdown");
    double beta = beta();
    String reason = "equity or close does not vary or is not positive";
    add("Alpha [%]", (totalReturn() - beta * holdReturn()) * PERCENT, reason);
    add("Beta", beta, reason);
  }

  private void addFalls() {
    add("Max. Drawdown [%]", -falls.maximum() * PERCENT);
    add("Avg. Drawdown [%]", -Sample.mean(falls.depths()) * PERCENT, "no drawdown");
    addSpan("Max. Drawdown Duration", falls.durations(), true, "no drawdown");
    addSpan("Avg. Drawdown Duration", falls.durations(), false, "no drawdown");
  }

  private void addRoundTrips() {
    BacktestingPyTrips trips = new BacktestingPyTrips(input.roundTrips());
    add("# Trades", input.roundTrips().size());
    addTrips("Win Rate [%]", trips.winShare() * PERCENT, NO_TRIPS);
    addTrips("Best Trade [%]", trips.best() * PERCENT, NO_TRIPS);
    addTrips("Worst Trade [%]", trips.worst() * PERCENT, NO_TRIPS);
    addTrips("Avg. Trade [%]", trips.geometricMean() * PERCENT, NO_TRIPS);
    addSpan("Max. Trade Duration", trips.durations(), true, NO_TRIPS);
    addSpan("Avg. Trade Duration", trips.durations(), false, NO_TRIPS);
    addTrips("Profit Factor", trips.profitFactor(), "no losing round trip");
    addTrips("Expectancy [%]", trips.mean() * PERCENT, NO_TRIPS);
    addTrips("SQN", trips.systemQuality(), "fewer than two different profits");
    addTrips("Kelly Criterion", trips.kelly(), "no winning or no losing round trip");
  }

  private double exposedShare() {
    boolean[] held = new boolean[equity.length];
    for (RoundTrip trip : input.roundTrips()) {
      Arrays.fill(held, trip.entryBar(), trip.exitBar() + 1, true);
    }
    int count = 0;
    for (boolean bar : held) {
      count += bar ? 1 : 0;
    }
    return (double) count / held.length;
  }

  private double span() {
    long[] times = input.openTimeNanos();
    return times[times.length - 1] - times[0];
  }

  private double totalReturn() {
    return (equity[equity.length - 1] - equity[0]) / equity[0];
  }

  private double holdReturn() {
    double first = close[input.firstIndicatorBar()];
    return (close[close.length - 1] - first) / first;
  }

  private double beta() {
    double[] market = logReturns(close);
    return Sample.covariance(logReturns(equity), market) / Sample.variance(market, 1);
  }

  private static double[] logReturns(double[] values) {
    double[] out = new double[Math.max(0, values.length - 1)];
    for (int i = 0; i < out.length; i++) {
      out[i] = StrictMath.log(values[i + 1] / values[i]);
    }
    return out;
  }

  private void add(String name, double value) {
    rows.add(new Figure(gauge.of(name, value)));
  }

  private void add(String name, double value, String reasonIfUndefined) {
    rows.add(new Figure(gauge.of(name, value, reasonIfUndefined)));
  }

  private void addTrips(String name, double value, String reasonIfUndefined) {
    int count = input.roundTrips().size();
    Gauge counted = new Gauge(PerformanceConvention.BACKTESTINGPY, count);
    rows.add(new Figure(counted.of(name, value, count == 0 ? NO_TRIPS : reasonIfUndefined)));
  }

  private void addSpan(String name, long[] nanos, boolean longest, String reasonIfNone) {
    rows.add(
        nanos.length == 0
            ? new Span(name, OptionalLong.empty(), reasonIfNone)
            : new Span(name, OptionalLong.of(rounded(nanos, longest)), ""));
  }

  private long rounded(long[] nanos, boolean longest) {
    long step = days.resolutionNanos();
    long sum = 0;
    long highest = 0;
    for (long value : nanos) {
      sum = Math.addExact(sum, value);
      highest = Math.max(highest, value);
    }
    return Math.ceilDiv(longest ? highest : sum / nanos.length, step) * step;
  }
}
