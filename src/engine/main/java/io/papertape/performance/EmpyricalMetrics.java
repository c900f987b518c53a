package io.papertape.performance;

/// The figures of empyrical on a series of simple returns, with its names and signs.
///
/// Risk-free rates and required returns are per period, but for [#omegaRatio(double)].
public final class EmpyricalMetrics {
  private static final double START = 100;
  private static final String STEADY = "returns do not vary";
  private static final String WIPED_OUT = "wealth became negative";

  private final double[] returns;
  private final double periods;
  private final Gauge gauge;

  /// @param returns        simple returns per period, oldest first
  /// @param periodsPerYear 252, 52, 12, 4 or 1
  public EmpyricalMetrics(double[] returns, double periodsPerYear) {
    this.returns = returns;
    this.periods = periodsPerYear;
    this.gauge = new Gauge(PerformanceConvention.EMPYRICAL, returns.length);
  }

  public Measure totalReturn() {
    return gauge.of("cum_returns_final", Growth.total(returns));
  }

  public Measure annualReturn() {
    return gauge.needing(1, "annual_return", Growth.annual(returns, periods), WIPED_OUT);
  }

  /// The same as [#annualReturn()] under its other name.
  public Measure cagr() {
    return gauge.needing(1, "cagr", Growth.annual(returns, periods), WIPED_OUT);
  }

  public Measure annualVolatility() {
    double yearly = Sample.deviation(returns, 1) * Math.sqrt(periods);
    return gauge.needing(2, "annual_volatility", yearly, STEADY);
  }

  public Measure sharpeRatio(double riskFree) {
    double excess = Sample.mean(returns) - riskFree;
    double yearly = excess * Math.sqrt(periods);
    return gauge.ratio("sharpe_ratio", yearly, Sample.deviation(returns, 1), STEADY);
  }

  public Measure downsideRisk(double required) {
    return gauge.of("downside_risk", Sample.downside(returns, required) * Math.sqrt(periods));
  }

  public Measure sortinoRatio(double required) {
    double yearly = (Sample.mean(returns) - required) * periods;
    double risk = Sample.downside(returns, required) * Math.sqrt(periods);
    return gauge.ratio("sortino_ratio", yearly, risk, "no return below the required one");
  }

  /// Negative: −0.25 is a loss of a quarter.
  public Measure maximumDrawdown() {
    return gauge.of("max_drawdown", -Drawdowns.maximum(Growth.wealth(START, returns)));
  }

  public Measure calmarRatio() {
    double deepest = Drawdowns.maximum(Growth.wealth(START, returns));
    return deepest == 0
        ? gauge.absent("calmar_ratio", "no drawdown")
        : gauge.of("calmar_ratio", Growth.annual(returns, periods) / deepest, WIPED_OUT);
  }

  /// @param required annual return that separates gain from loss
  public Measure omegaRatio(double required) {
    double threshold = Growth.perPeriod(required, periods);
    return gauge.ratio(
        "omega_ratio",
        Sample.gains(returns, threshold),
        Sample.losses(returns, threshold),
        "no return below the threshold");
  }

  public Measure stabilityOfTimeseries() {
    return gauge.needing(
        2, "stability_of_timeseries", Sample.stability(returns), "growth is not a line");
  }

  public Measure tailRatio() {
    return gauge.ratio(
        "tail_ratio",
        Math.abs(Sample.quantile(returns, 0.95)),
        Math.abs(Sample.quantile(returns, 0.05)),
        "the 5th percentile is 0");
  }

  /// The percentile itself: negative for a loss.
  public Measure valueAtRisk(double cutoff) {
    return gauge.of("value_at_risk", Sample.quantile(returns, cutoff));
  }

  public Measure conditionalValueAtRisk(double cutoff) {
    return gauge.of("conditional_value_at_risk", Sample.lowerTailMean(returns, cutoff));
  }

  /// Biased, as scipy computes it.
  public Measure skew() {
    return gauge.needing(2, "skew", Sample.skew(returns), STEADY);
  }

  /// Biased and in excess of the normal distribution's 3.
  public Measure kurtosis() {
    return gauge.needing(2, "kurtosis", Sample.kurtosis(returns), STEADY);
  }
}
