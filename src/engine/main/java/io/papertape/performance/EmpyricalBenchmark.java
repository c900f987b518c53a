package io.papertape.performance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The figures of empyrical that compare returns with a benchmark's, on periods both have.
public final class EmpyricalBenchmark {
  private static final double SMALLEST_VARIANCE = 1e-30;
  private static final String STEADY = "the benchmark does not vary";

  private final double[] returns;
  private final double[] benchmark;
  private final double periods;
  private final Gauge gauge;

  /// Both series have one return per period, for the same periods.
  public EmpyricalBenchmark(double[] returns, double[] benchmark, double periodsPerYear) {
    Pairs.check(returns, benchmark);
    this.returns = returns;
    this.benchmark = benchmark;
    this.periods = periodsPerYear;
    this.gauge = new Gauge(PerformanceConvention.EMPYRICAL, returns.length);
  }

  public Measure beta() {
    return gauge.needing(2, "beta", slope(), STEADY);
  }

  /// Compounded: (1 + mean(r − βf))^A − 1, without risk-free rate.
  public Measure alpha() {
    double perPeriod = Sample.mean(returns) - slope() * Sample.mean(benchmark);
    double yearly = StrictMath.pow(1 + perPeriod, periods) - 1;
    return gauge.needing(2, "alpha", yearly, STEADY);
  }

  /// Not annualised.
  public Measure excessSharpe() {
    double[] active = Sample.minus(returns, benchmark);
    return gauge.ratio(
        "excess_sharpe",
        Sample.mean(active),
        Sample.deviation(active, 1),
        "the active return does not vary");
  }

  public Measure capture() {
    return gauge.ratio(
        "capture",
        Growth.annual(returns, periods),
        Growth.annual(benchmark, periods),
        "the benchmark did not move");
  }

  /// Capture on periods in which the benchmark rose.
  public Measure upCapture() {
    return renamed("up_capture", onRising(true).capture());
  }

  /// Capture on periods in which the benchmark fell.
  public Measure downCapture() {
    return renamed("down_capture", onRising(false).capture());
  }

  public Measure upDownCapture() {
    Measure up = upCapture();
    Measure down = downCapture();
    return up.isPresent() && down.isPresent()
        ? gauge.ratio("up_down_capture", up.get(), down.get(), "no capture when falling")
        : gauge.absent("up_down_capture", "the benchmark only rises or only falls");
  }

  public Measure upAlpha() {
    return renamed("up_alpha", onRising(true).alpha());
  }

  public Measure upBeta() {
    return renamed("up_beta", onRising(true).beta());
  }

  public Measure downAlpha() {
    return renamed("down_alpha", onRising(false).alpha());
  }

  public Measure downBeta() {
    return renamed("down_beta", onRising(false).beta());
  }

  /// How far the response to the benchmark bends: by its worst, middle and best period.
  ///
  /// Source: Taleb et al., "A new heuristic measure of fragility", IMF WP/12/216, 2012.
  public Measure betaFragility() {
    int n = returns.length;
    if (n < 3) {
      return gauge.needing(3, "beta_fragility_heuristic", Double.NaN, STEADY);
    }
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> benchmark[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int low = order[0];
    int middle = order[(int) Math.rint(n / 2.0)];
    int high = order[n - 1];
    double range = benchmark[high] - benchmark[low];
    double lowWeight = range == 0 ? 0.5 : (benchmark[middle] - benchmark[low]) / range;
    double highWeight = range == 0 ? 0.5 : (benchmark[high] - benchmark[middle]) / range;
    double bend = lowWeight * returns[low] + highWeight * returns[high] - returns[middle];
    return gauge.of("beta_fragility_heuristic", bend);
  }

  private double slope() {
    double variance = Sample.variance(benchmark, 1);
    return variance < SMALLEST_VARIANCE
        ? Double.NaN
        : Sample.covariance(returns, benchmark) / variance;
  }

  private EmpyricalBenchmark onRising(boolean rising) {
    int[] kept =
        IntStream.range(0, benchmark.length)
            .filter(i -> rising ? benchmark[i] > 0 : benchmark[i] < 0)
            .toArray();
    return new EmpyricalBenchmark(
        Arrays.stream(kept).mapToDouble(i -> returns[i]).toArray(),
        Arrays.stream(kept).mapToDouble(i -> benchmark[i]).toArray(),
        periods);
  }

  private static Measure renamed(String name, Measure found) {
    return new Measure(
        name, found.convention(), found.n(), found.value(), found.reason(), found.interval());
  }
}
