package io.papertape.performance;

/// The figures of empyrical on a series of simple returns, with its names and signs.
///
/// Risk-free rates and required returns are per period, but for [#omegaRatio(double)].
public final class EmpyricalMetrics {
  private final double[] returns;
  private final double periods;
  private final NamedRatios ratios;
  private final Gauge gauge;

  /// @param returns        simple returns per period, oldest first
  /// @param periodsPerYear 252, 52, 12, 4 or 1
  public EmpyricalMetrics(double[] returns, double periodsPerYear) {
    this.returns = returns;
    this.periods = periodsPerYear;
    this.ratios = new NamedRatios(PerformanceConvention.EMPYRICAL, returns, periodsPerYear);
    this.gauge = ratios.gauge();
  }

  public Measure totalReturn() {
    return ratios.total("cum_returns_final");
  }

  public Measure annualReturn() {
    return ratios.growth("annual_return", periods);
  }

  /// The same as [#annualReturn()] under its other name.
  public Measure cagr() {
    return ratios.growth("cagr", periods);
  }

  public Measure annualVolatility() {
    return ratios.volatility("annual_volatility");
  }

  public Measure sharpeRatio(double riskFree) {
    return ratios.sharpe("sharpe_ratio", riskFree, 1);
  }

  public Measure downsideRisk(double required) {
    return gauge.of("downside_risk", Sample.downside(returns, required) * Math.sqrt(periods));
  }

  public Measure sortinoRatio(double required) {
    return ratios.sortino("sortino_ratio", required, 1);
  }

  /// Negative: −0.25 is a loss of a quarter.
  public Measure maximumDrawdown() {
    return ratios.maximumDrawdown("max_drawdown");
  }

  public Measure calmarRatio() {
    return ratios.calmar("calmar_ratio");
  }

  /// @param required annual return that separates gain from loss
  public Measure omegaRatio(double required) {
    return ratios.omega("omega_ratio", required);
  }

  public Measure stabilityOfTimeseries() {
    return gauge.needing(
        2, "stability_of_timeseries", Sample.stability(returns), "growth is not a line");
  }

  public Measure tailRatio() {
    return ratios.tailRatio("tail_ratio");
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
    return gauge.needing(2, "skew", Sample.skew(returns), NamedRatios.STEADY);
  }

  /// Biased and in excess of the normal distribution's 3.
  public Measure kurtosis() {
    return gauge.needing(2, "kurtosis", Sample.kurtosis(returns), NamedRatios.STEADY);
  }
}
