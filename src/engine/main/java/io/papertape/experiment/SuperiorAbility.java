package io.papertape.experiment;

import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceConvention;
import io.papertape.performance.Sample;
import java.util.ArrayList;
import java.util.List;

/// Hansen's test of superior predictive ability: does any trial beat the benchmark, or is the
/// best mean what the best of so many worthless trials shows by chance?
///
/// Three p-values differ in how trials worse than the benchmark are recentred under the null
/// hypothesis: `lower` takes them as truly worse, `consistent` drops those that are clearly
/// worse, `upper` takes all as equal to the benchmark. White's Reality Check is `upper` of
/// [Variant#PLAIN]. All are 1 if no mean exceeds the benchmark.
///
/// Sources: White, "A reality check for data snooping", 2000; Hansen, "A test for superior
/// predictive ability", 2005.
public final class SuperiorAbility {
  /// What is compared across trials.
  public enum Variant {
    /// √n·mean / ω, at least 0, with ω² the long-run variance: Hansen's statistic. Volatile
    /// trials do not drown the others.
    STUDENTISED,
    /// The mean itself: White's statistic. The Python package arch computes its SPA so.
    PLAIN
  }

  private static final int LOWER = 0;
  private static final int CONSISTENT = 1;
  private static final int UPPER = 2;

  private final Variant variant;
  private final double[] statistics;
  private final double[][] maxima;
  private final int best;

  SuperiorAbility(Variant variant, double[] statistics, double[][] maxima) {
    this.variant = variant;
    this.statistics = statistics;
    this.maxima = maxima;
    int highest = 0;
    for (int j = 1; j < statistics.length; j++) {
      highest = statistics[j] > statistics[highest] ? j : highest;
    }
    this.best = highest;
  }

  /// The test on recorded resamples.
  ///
  /// @param excess      returns of the trials less those of the benchmark, period by period
  /// @param resamples   rows of each resample, `[resample][place]`
  /// @param blockLength expected length of their blocks, for the variances
  public static SuperiorAbility of(
      TrialReturns excess, int[][] resamples, double blockLength, Variant variant) {
    return new NullMaxima(excess, resamples, blockLength, List.of(variant))
        .tests(Workers.ONE)
        .getFirst();
  }

  /// All trials that beat the benchmark, the chance of a single false one being at most the
  /// level: those above the critical value of all, then those above that of the remaining ones,
  /// and so on.
  ///
  /// Source: Romano and Wolf, "Stepwise multiple testing as formalized data snooping", 2005, with
  /// Hansen's consistent recentring, as arch computes it.
  public static List<Integer> superior(
      TrialReturns excess, int[][] resamples, double blockLength, Variant variant, double level) {
    List<Integer> left = new ArrayList<>();
    for (int j = 0; j < excess.trials(); j++) {
      left.add(j);
    }
    List<Integer> superior = new ArrayList<>();
    while (!left.isEmpty()) {
      SuperiorAbility step = of(excess.only(left), resamples, blockLength, variant);
      double critical = step.critical(level);
      List<Integer> found = new ArrayList<>();
      for (int j = 0; j < left.size(); j++) {
        if (step.statistics[j] > critical) {
          found.add(left.get(j));
        }
      }
      if (found.isEmpty()) {
        break;
      }
      superior.addAll(found);
      left.removeAll(found);
    }
    return superior.stream().sorted().toList();
  }

  public Variant variant() {
    return variant;
  }

  /// The trial with the highest statistic; of equals the first.
  public int best() {
    return best;
  }

  public double statistic() {
    double highest = statistics[best];
    return variant == Variant.STUDENTISED ? Math.max(0, highest) : highest;
  }

  /// Smallest of the three p-values.
  public Measure lower() {
    return pValue("superiorAbilityLower", LOWER);
  }

  /// The p-value to use.
  public Measure consistent() {
    return pValue("superiorAbility", CONSISTENT);
  }

  /// Largest of the three; of [Variant#PLAIN] White's Reality Check.
  public Measure upper() {
    return pValue(variant == Variant.PLAIN ? "realityCheck" : "superiorAbilityUpper", UPPER);
  }

  /// Statistic that a trial must exceed to reject at a level, consistent recentring.
  public double critical(double level) {
    return critical(level, CONSISTENT);
  }

  double critical(double level, int recentring) {
    return Sample.quantile(maxima[recentring], 1 - level);
  }

  /// Where no mean exceeds the benchmark nothing speaks against the null hypothesis, and no
  /// resample is asked: maxima that are 0, too, would not exceed a statistic of 0.
  private Measure pValue(String name, int recentring) {
    double statistic = statistic();
    int n = maxima[recentring].length;
    int above = 0;
    for (double maximum : maxima[recentring]) {
      above += statistic <= 0 || maximum > statistic ? 1 : 0;
    }
    return Measure.of(name, PerformanceConvention.PAPERTAPE, n, (double) above / n);
  }
}
