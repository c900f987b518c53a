package io.papertape.performance;

/// Figures that tools define alike and name differently: each takes the convention's own name.
///
/// Rates are per period but where a parameter says otherwise.
final class NamedRatios {
  static final String STEADY = "returns do not vary";
  private static final String WIPED_OUT = "wealth became negative";
  private static final String NO_FALL = "no drawdown";

  private final double[] returns;
  private final double periods;
  private final Gauge gauge;

  /// @param returns simple returns per period, oldest first
  NamedRatios(PerformanceConvention convention, double[] returns, double periodsPerYear) {
    this.returns = returns;
    this.periods = periodsPerYear;
    this.gauge = new Gauge(convention, returns.length);
  }

  Gauge gauge() {
    return gauge;
  }

  Measure total(String name) {
    return gauge.of(name, Growth.total(returns));
  }

  /// Compounded growth per year; per period if a year has one.
  Measure growth(String name, double periodsPerYear) {
    return gauge.needing(1, name, Growth.annual(returns, periodsPerYear), WIPED_OUT);
  }

  Measure volatility(String name) {
    double yearly = Sample.deviation(returns, 1) * Math.sqrt(periods);
    return gauge.needing(2, name, yearly, STEADY);
  }

  /// @param widening of the deviation; 1 leaves it
  Measure sharpe(String name, double riskFree, double widening) {
    double excess = Sample.mean(returns) - riskFree;
    double deviation = Sample.deviation(returns, 1) * widening;
    return gauge.ratio(name, excess * Math.sqrt(periods), deviation, STEADY);
  }

  /// @param widening of the downside deviation; 1 leaves it
  Measure sortino(String name, double required, double widening) {
    double excess = (Sample.mean(returns) - required) * Math.sqrt(periods);
    double risk = Sample.downside(returns, required) * widening;
    return gauge.ratio(name, excess, risk, "no return below the required one");
  }

  /// @param requiredPerYear return that separates gain from loss
  Measure omega(String name, double requiredPerYear) {
    double threshold = Growth.perPeriod(requiredPerYear, periods);
    return gauge.ratio(
        name,
        Sample.gains(returns, threshold),
        Sample.losses(returns, threshold),
        "no return below the threshold");
  }

  Measure tailRatio(String name) {
    return gauge.ratio(
        name,
        Math.abs(Sample.quantile(returns, 0.95)),
        Math.abs(Sample.quantile(returns, 0.05)),
        "the 5th percentile is 0");
  }

  /// Negative: −0.25 is a loss of a quarter.
  Measure maximumDrawdown(String name) {
    return gauge.of(name, -deepest());
  }

  Measure calmar(String name) {
    return overDeepest(name, Growth.annual(returns, periods), WIPED_OUT);
  }

  /// A figure over the deepest drawdown.
  Measure overDeepest(String name, double value, String reasonIfUndefined) {
    double deepest = deepest();
    return deepest == 0
        ? gauge.absent(name, NO_FALL)
        : gauge.of(name, value / deepest, reasonIfUndefined);
  }

  private double deepest() {
    return Drawdowns.maximum(Growth.wealth(1, returns));
  }
}
