package io.papertape.performance;

import java.util.Arrays;

/// Return, risk and ratio figures of quantstats 0.0.81 on a series of simple returns, with its
/// names and signs. [QuantstatsDays] has those that count winning and losing periods.
///
/// Risk-free rates are annual and become (1 + rf)^(1 / periods) − 1 per period. Its guess whether
/// a series holds prices is not copied: these are always returns.
public final class QuantstatsMetrics {
  private static final String STEADY = NamedRatios.STEADY;
  private static final String NO_FALL = "no drawdown";

  private final double[] returns;
  private final double periods;
  private final NamedRatios ratios;
  private final Gauge gauge;

  /// @param returns        simple returns per period, oldest first
  /// @param periodsPerYear 252 for days of an exchange, 365 for days of the calendar
  public QuantstatsMetrics(double[] returns, double periodsPerYear) {
    this.returns = returns;
    this.periods = periodsPerYear;
    this.ratios = new NamedRatios(PerformanceConvention.QUANTSTATS, returns, periodsPerYear);
    this.gauge = ratios.gauge();
  }

  public Measure comp() {
    return ratios.total("comp");
  }

  /// Geometric mean per period; quantstats calls it ghpr, too.
  public Measure expectedReturn() {
    return ratios.growth("expected_return", 1);
  }

  public Measure cagr() {
    return ratios.growth("cagr", periods);
  }

  public Measure volatility() {
    return ratios.volatility("volatility");
  }

  public Measure sharpe(double riskFree) {
    return ratios.sharpe("sharpe", rate(riskFree), 1);
  }

  /// Sharpe ratio whose deviation is widened for autocorrelation.
  public Measure smartSharpe() {
    return ratios.sharpe("smart_sharpe", 0, penalty());
  }

  public Measure sortino(double riskFree) {
    return ratios.sortino("sortino", rate(riskFree), 1);
  }

  public Measure smartSortino() {
    return ratios.sortino("smart_sortino", 0, penalty());
  }

  /// Sortino ratio divided by √2, to compare with Sharpe ratios.
  public Measure adjustedSortino(double riskFree) {
    return ratios.sortino("adjusted_sortino", rate(riskFree), Math.sqrt(2));
  }

  /// √(1 + 2 Σ ((n − x) / n)·|ρ₁|^x), with x from 1 to n − 1.
  public Measure autocorrPenalty() {
    return gauge.needing(3, "autocorr_penalty", penalty(), STEADY);
  }

  /// Not annualised.
  public Measure riskReturnRatio() {
    double mean = Sample.mean(returns);
    return gauge.ratio("risk_return_ratio", mean, Sample.deviation(returns, 1), STEADY);
  }

  /// @param required annual return that separates gain from loss
  public Measure omega(double required) {
    return ratios.omega("omega", required);
  }

  public Measure skew() {
    return gauge.needing(3, "skew", Sample.adjustedSkew(returns), STEADY);
  }

  public Measure kurtosis() {
    return gauge.needing(4, "kurtosis", Sample.adjustedKurtosis(returns), STEADY);
  }

  /// Normal quantile, negative for a loss.
  public Measure valueAtRisk() {
    return gauge.needing(2, "value_at_risk", normalQuantile(returns), STEADY);
  }

  /// Mean of the returns below the normal quantile; the quantile if there are none.
  public Measure conditionalValueAtRisk() {
    return gauge.needing(2, "conditional_value_at_risk", tailMean(returns), STEADY);
  }

  public Measure tailRatio() {
    return ratios.tailRatio("tail_ratio");
  }

  /// Negative: −0.25 is a loss of a quarter.
  public Measure maximumDrawdown() {
    return ratios.maximumDrawdown("max_drawdown");
  }

  public Measure calmar() {
    return ratios.calmar("calmar");
  }

  /// √(Σ drawdown² / (n − 1)).
  public Measure ulcerIndex() {
    return gauge.needing(2, "ulcer_index", ulcer(), STEADY);
  }

  /// Total, not annual, return over the ulcer index.
  public Measure ulcerPerformanceIndex() {
    return gauge.ratio("ulcer_performance_index", Growth.total(returns), ulcer(), NO_FALL);
  }

  public Measure serenityIndex() {
    double pitfall = -tailMean(falls()) / Sample.deviation(returns, 1);
    return gauge.ratio("serenity_index", Sample.sum(returns), ulcer() * pitfall, NO_FALL);
  }

  public Measure recoveryFactor() {
    return ratios.overDeepest("recovery_factor", Math.abs(Sample.sum(returns)), NO_FALL);
  }

  /// Φ of the Sharpe ratio per period over its standard error, with a slip of quantstats 0.0.81:
  /// the error takes excess kurtosis where the formula wants raw kurtosis (its issue 551). The
  /// figure without the slip is `experiment.SharpeEstimate.probabilistic`.
  public Measure probabilisticSharpe() {
    double ratio = Sample.mean(returns) / Sample.deviation(returns, 1);
    return probabilistic("probabilistic_sharpe_ratio", ratio);
  }

  /// The same error, meant for a Sharpe ratio, applied to the Sortino ratio per period.
  public Measure probabilisticSortino() {
    double ratio = Sample.mean(returns) / Sample.downside(returns, 0);
    return probabilistic("probabilistic_sortino_ratio", ratio);
  }

  private Measure probabilistic(String name, double ratio) {
    double skew = Sample.adjustedSkew(returns);
    double kurtosis = Sample.adjustedKurtosis(returns);
    double spread = 1 + ratio * ratio / 2 - skew * ratio + (kurtosis - 3) / 4 * ratio * ratio;
    double z = ratio / Math.sqrt(spread / (returns.length - 1));
    double value = Double.isFinite(z) ? NormalLaw.cumulative(z) : Double.NaN;
    return gauge.needing(4, name, value, "the ratio or its error is undefined");
  }

  private double rate(double riskFreePerYear) {
    return Growth.perPeriod(riskFreePerYear, periods);
  }

  private double penalty() {
    int n = returns.length;
    if (n < 3) {
      return Double.NaN;
    }
    double[] before = Arrays.copyOfRange(returns, 0, n - 1);
    double[] after = Arrays.copyOfRange(returns, 1, n);
    double rho = Math.abs(Sample.correlation(before, after));
    double power = 1;
    double sum = 0;
    for (int lag = 1; lag < n; lag++) {
      power *= rho;
      sum += (n - lag) / (double) n * power;
    }
    return Math.sqrt(1 + 2 * sum);
  }

  /// Drawdown after each return, as a negative fraction.
  private double[] falls() {
    double[] depth = Drawdowns.underwater(Growth.wealth(1, returns));
    double[] out = new double[returns.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = -depth[i + 1];
    }
    return out;
  }

  private double ulcer() {
    double[] squares = falls();
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    return Math.sqrt(Sample.sum(squares) / (returns.length - 1));
  }

  private static double normalQuantile(double[] values) {
    return Sample.mean(values) + NormalLaw.quantile(0.05) * Sample.deviation(values, 1);
  }

  private static double tailMean(double[] values) {
    double threshold = normalQuantile(values);
    double[] tail = Arrays.stream(values).filter(v -> v < threshold).toArray();
    return tail.length == 0 ? threshold : Sample.mean(tail);
  }
}
