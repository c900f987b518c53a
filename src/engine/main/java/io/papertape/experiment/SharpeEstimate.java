package io.papertape.experiment;

import io.papertape.performance.Measure;
import io.papertape.performance.NormalLaw;
import io.papertape.performance.PerformanceConvention;
import io.papertape.performance.Sample;
import java.util.Optional;

/// A Sharpe ratio per period with what its error depends on. Not annualised.
///
/// @param ratio    mean over standard deviation (divisor n − 1) of the returns of single periods
/// @param n        number of returns, at least 2
/// @param skew     biased skewness
/// @param kurtosis biased *raw* kurtosis: 3 for the normal distribution. Excess kurtosis here is
///      a
///     slip that several tools shipped
public record SharpeEstimate(double ratio, int n, double skew, double kurtosis) {
  public SharpeEstimate {
    if (n < 2 || !Double.isFinite(ratio + skew + kurtosis)) {
      throw new IllegalArgumentException(
          ("Sharpe ratio is not estimated: ratio=%s, n=%d, skew=%s, kurtosis=%s."
                  + " Give finite moments of at least 2 returns.")
              .formatted(ratio, n, skew, kurtosis));
    }
  }

  /// The estimate of a series; empty if it has fewer than two returns or they do not vary.
  public static Optional<SharpeEstimate> of(double[] returns) {
    double deviation = Sample.deviation(returns, 1);
    return deviation > 0
        ? Optional.of(
            new SharpeEstimate(
                Sample.mean(returns) / deviation,
                returns.length,
                Sample.skew(returns),
                Sample.kurtosis(returns) + 3))
        : Optional.empty();
  }

  /// Standard error √((1 − γ₃·SR + (γ₄ − 1)/4·SR²) / (n − 1)) (Mertens 2002).
  public double standardError() {
    return Math.sqrt(Math.max(0, spread()) / (n - 1));
  }

  /// Probabilistic Sharpe ratio: the confidence that the true ratio exceeds a benchmark.
  ///
  /// Source: Bailey and López de Prado, "The Sharpe ratio efficient frontier", 2012.
  ///
  /// @param benchmark per period, as [#ratio]
  public Measure probabilistic(double benchmark) {
    return confidence("probabilisticSharpe", benchmark);
  }

  /// Deflated Sharpe ratio: the confidence that the true ratio exceeds what the best of that many
  /// worthless trials would show.
  ///
  /// Source: Bailey and López de Prado, "The deflated Sharpe ratio", 2014.
  public Measure deflated(Trials trials) {
    return confidence("deflatedSharpe", trials.luckySharpe());
  }

  /// Minimum track record length: so many periods must show this ratio before it exceeds the
  /// benchmark with the confidence. Same source as [#probabilistic].
  public Measure minimumTrackRecord(double benchmark, double confidence) {
    String name = "minimumTrackRecord";
    if (!(ratio > benchmark)) {
      return absent(name, "the Sharpe ratio does not exceed its benchmark");
    }
    double z = NormalLaw.quantile(confidence) / (ratio - benchmark);
    return Measure.of(name, PerformanceConvention.PAPERTAPE, n, 1 + spread() * z * z);
  }

  private Measure confidence(String name, double benchmark) {
    double error = standardError();
    return error == 0
        ? absent(name, "returns take only two values and leave no error to measure")
        : Measure.of(
            name,
            PerformanceConvention.PAPERTAPE,
            n,
            NormalLaw.cumulative((ratio - benchmark) / error));
  }

  private double spread() {
    return 1 - skew * ratio + (kurtosis - 1) / 4 * ratio * ratio;
  }

  private Measure absent(String name, String reason) {
    return Measure.absent(name, PerformanceConvention.PAPERTAPE, n, reason);
  }
}
