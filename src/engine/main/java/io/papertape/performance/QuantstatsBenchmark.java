package io.papertape.performance;

/// The figures of quantstats 0.0.81 that compare returns with a benchmark's, on periods both
/// have.
public final class QuantstatsBenchmark {
  private static final String STEADY = "the benchmark does not vary";

  private final double[] returns;
  private final double[] benchmark;
  private final double periods;
  private final Gauge gauge;

  /// Both series have one return per period, for the same periods.
  public QuantstatsBenchmark(double[] returns, double[] benchmark, double periodsPerYear) {
    Pairs.check(returns, benchmark);
    this.returns = returns;
    this.benchmark = benchmark;
    this.periods = periodsPerYear;
    this.gauge = new Gauge(PerformanceConvention.QUANTSTATS, returns.length);
  }

  public Measure beta() {
    return gauge.needing(2, "beta", slope(), STEADY);
  }

  /// Arithmetic: (mean(r) − β·mean(b))·A.
  public Measure alpha() {
    double perPeriod = Sample.mean(returns) - slope() * Sample.mean(benchmark);
    return gauge.needing(2, "alpha", perPeriod * periods, STEADY);
  }

  public Measure rSquared() {
    double correlation = Sample.correlation(returns, benchmark);
    return gauge.needing(2, "r_squared", correlation * correlation, "a series does not vary");
  }

  /// Not annualised.
  public Measure informationRatio() {
    double[] active = Sample.minus(returns, benchmark);
    return gauge.ratio(
        "information_ratio",
        Sample.mean(active),
        Sample.deviation(active, 1),
        "the active return does not vary");
  }

  /// Total, not annual, return over β.
  public Measure treynorRatio() {
    double beta = slope();
    return Double.isNaN(beta)
        ? gauge.absent("treynor_ratio", STEADY)
        : gauge.ratio("treynor_ratio", Growth.total(returns), beta, "beta is 0");
  }

  private double slope() {
    double variance = Sample.variance(benchmark, 1);
    return variance == 0 ? Double.NaN : Sample.covariance(returns, benchmark) / variance;
  }
}
