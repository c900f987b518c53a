package io.papertape.performance;

/// The ratios of the `papertape` convention on one series of returns; NaN where undefined.
/// Figures and their bootstrap intervals share these formulas.
record PapertapeRatios(double periodsPerYear, double riskFree) {
  /// @param riskFreePerYear annual rate
  static PapertapeRatios of(double periodsPerYear, double riskFreePerYear) {
    return new PapertapeRatios(periodsPerYear, Growth.perPeriod(riskFreePerYear, periodsPerYear));
  }

  double volatility(double[] returns) {
    return Sample.deviation(returns, 1) * Math.sqrt(periodsPerYear);
  }

  double sharpe(double[] returns) {
    double excess = Sample.mean(returns) - riskFree;
    return quotient(excess * Math.sqrt(periodsPerYear), Sample.deviation(returns, 1));
  }

  double sortino(double[] returns) {
    double excess = Sample.mean(returns) - riskFree;
    return quotient(excess * Math.sqrt(periodsPerYear), Sample.downside(returns, riskFree));
  }

  double omega(double[] returns) {
    return quotient(Sample.gains(returns, riskFree), Sample.losses(returns, riskFree));
  }

  double gainToPain(double[] returns) {
    return quotient(Sample.sum(returns), Sample.losses(returns, 0));
  }

  /// Annual growth by number of periods over the deepest fall at the ends of periods.
  double calmar(double[] returns) {
    double fall = Drawdowns.maximum(Growth.wealth(1, returns));
    return quotient(Growth.annual(returns, periodsPerYear), fall);
  }

  double beta(double[] returns, double[] benchmark) {
    double variance = Sample.variance(benchmark, 1);
    return quotient(Sample.covariance(returns, benchmark), variance);
  }

  /// Jensen's alpha, arithmetic: (mean(r) − rf − β·(mean(b) − rf))·A.
  double alpha(double[] returns, double[] benchmark, double beta) {
    double market = Sample.mean(benchmark) - riskFree;
    double excess = Sample.mean(returns) - riskFree;
    return (excess - beta * market) * periodsPerYear;
  }

  double trackingError(double[] returns, double[] benchmark) {
    return volatility(Sample.minus(returns, benchmark));
  }

  double information(double[] returns, double[] benchmark) {
    double[] active = Sample.minus(returns, benchmark);
    return quotient(Sample.mean(active) * periodsPerYear, volatility(active));
  }

  /// Annual arithmetic excess return over β.
  double treynor(double[] returns, double beta) {
    double excess = (Sample.mean(returns) - riskFree) * periodsPerYear;
    return quotient(excess, beta);
  }

  private static double quotient(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
