package io.papertape.performance;

import java.util.Arrays;

/// The ratios of the `papertape` convention on one series of returns; NaN where undefined.
/// Figures and their bootstrap intervals share these formulas.
record PapertapeRatios(double periodsPerYear, double riskFree) {
  /// Number of ratios of one series, and of all with a benchmark.
  static final int ALONE = 5;

  static final int ALL = 9;

  /// @param riskFreePerYear annual rate
  static PapertapeRatios of(double periodsPerYear, double riskFreePerYear) {
    return new PapertapeRatios(periodsPerYear, Growth.perPeriod(riskFreePerYear, periodsPerYear));
  }

  double volatility(double[] returns) {
    return Sample.deviation(returns, 1) * Math.sqrt(periodsPerYear);
  }

  double volatility(ReturnSums sums) {
    return sums.deviation * Math.sqrt(periodsPerYear);
  }

  /// What the ratios of a series are made of.
  ReturnSums sums(double[] returns) {
    return new ReturnSums(returns, riskFree);
  }

  double sharpe(double[] returns) {
    return sharpe(Sample.mean(returns), Sample.deviation(returns, 1));
  }

  /// Sharpe, Sortino, omega, gain to pain and Calmar.
  double[] alone(double[] returns) {
    return alone(sums(returns), returns.length);
  }

  /// Those of [#alone] and of [#against].
  double[] all(double[] returns, double[] benchmark) {
    ReturnSums sums = new ReturnSums(returns, riskFree);
    double[] own = alone(sums, returns.length);
    double[] joint = against(new PairSums(returns, sums.mean, benchmark));
    double[] out = Arrays.copyOf(own, own.length + joint.length);
    System.arraycopy(joint, 0, out, own.length, joint.length);
    return out;
  }

  double[] alone(ReturnSums sums, int n) {
    double excess = sums.mean - riskFree;
    double growth = Growth.annual(sums.growth, sums.lowest, n, periodsPerYear);
    return new double[] {
      sharpe(sums.mean, sums.deviation),
      quotient(excess * Math.sqrt(periodsPerYear), sums.downside),
      quotient(sums.gains, sums.losses),
      quotient(sums.total, sums.pain),
      // By number of periods, over the deepest fall at the ends of periods.
      quotient(growth, sums.deepestFall)
    };
  }

  /// Beta, Jensen's alpha (arithmetic: (mean(r) − rf − β·(mean(b) − rf))·A), information ratio
  /// and
  /// Treynor ratio (annual arithmetic excess return over β).
  double[] against(double[] returns, double[] benchmark) {
    return against(new PairSums(returns, Sample.mean(returns), benchmark));
  }

  private double[] against(PairSums sums) {
    double beta = quotient(sums.covariance, sums.benchmarkVariance);
    double market = sums.benchmarkMean - riskFree;
    double excess = sums.mean - riskFree;
    double tracking = Math.sqrt(sums.activeVariance) * Math.sqrt(periodsPerYear);
    return new double[] {
      beta,
      (excess - beta * market) * periodsPerYear,
      quotient(sums.activeMean * periodsPerYear, tracking),
      quotient(excess * periodsPerYear, beta)
    };
  }

  double trackingError(double[] returns, double[] benchmark) {
    return volatility(Sample.minus(returns, benchmark));
  }

  private double sharpe(double mean, double deviation) {
    return quotient((mean - riskFree) * Math.sqrt(periodsPerYear), deviation);
  }

  private static double quotient(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
