package io.papertape.experiment;

import io.papertape.performance.Measure;
import io.papertape.performance.NormalLaw;
import io.papertape.performance.PerformanceConvention;
import io.papertape.performance.Sample;
import org.apache.commons.math3.special.Gamma;

/// How much was tried: what the best result of a search must be measured against.
///
/// @param count     of *all* configurations ever evaluated on the data, also those dropped early
/// @param deviation standard deviation of their Sharpe ratios per period
public record Trials(int count, double deviation) {
  public Trials {
    if (count < 1 || !(deviation >= 0) || Double.isInfinite(deviation)) {
      throw new IllegalArgumentException(
          "Trials make no sense: count=%d, deviation=%s. Give at least 1 and a finite deviation."
              .formatted(count, deviation));
    }
  }

  /// Trials with these Sharpe ratios per period; the deviation has divisor n − 1 (0 of one
  /// trial).
  public static Trials of(double[] sharpes) {
    return of(sharpes, 1);
  }

  /// The same with divisor n − ddof. Tools differ: mlfinlab takes 0, pypbo 1.
  public static Trials of(double[] sharpes, int ddof) {
    double deviation = sharpes.length == 1 ? 0 : Sample.deviation(sharpes, ddof);
    return new Trials(sharpes.length, deviation);
  }

  /// The same spread over another number of trials, such as that of the trial registry.
  public Trials counting(int all) {
    return new Trials(all, deviation);
  }

  /// The same, with the spread at which the best of them would show at least this by luck: more
  /// trials cannot make the best of them less lucky than the best of a part was.
  ///
  /// @param lucky [#luckySharpe] of a part of these trials
  public Trials atLeast(double lucky) {
    return count == 1 || luckySharpe() >= lucky
        ? this
        : new Trials(count, lucky / expectedMaximum(count));
  }

  /// Sharpe ratio per period that the best of these trials would show if none were worth
  /// anything.
  public double luckySharpe() {
    return deviation * expectedMaximum(count);
  }

  /// Expected largest of independent standard normal values, approximately:
  /// (1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e)); 0 of a single one.
  public static double expectedMaximum(int count) {
    if (count == 1) {
      return 0;
    }
    return (1 - Gamma.GAMMA) * NormalLaw.exceededBy(1.0 / count)
        + Gamma.GAMMA * NormalLaw.exceededBy(1 / (count * Math.E));
  }

  /// Minimum backtest length in years: in a shorter history the best of that many worthless
  /// trials is expected to show at least this Sharpe ratio per year.
  ///
  /// Source: Bailey, Borwein, López de Prado and Zhu, "Pseudo-mathematics and financial
  /// charlatanism", 2014.
  public Measure minimumBacktestYears(double sharpePerYear) {
    String name = "minimumBacktestYears";
    if (!(sharpePerYear > 0)) {
      return Measure.absent(
          name, PerformanceConvention.PAPERTAPE, count, "the Sharpe ratio is not above 0");
    }
    double years = expectedMaximum(count) / sharpePerYear;
    return Measure.of(name, PerformanceConvention.PAPERTAPE, count, years * years);
  }
}
