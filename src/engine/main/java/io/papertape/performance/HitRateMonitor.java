package io.papertape.performance;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.special.Beta;

/// Whether wins have become rarer than a reference, looked at as often as one likes.
///
/// The evidence is the likelihood of what came, averaged over all hit rates below the reference
/// alike, over its likelihood at the reference: a mixture of likelihood ratios, each of which is a
/// supermartingale while the chance of a win, given all before, is at least the reference. So it
/// reaches `1 / alpha` ever with a chance of at most `alpha` (Ville's inequality). With `k` wins of
/// `n` and the reference `p` it is `B(p; k + 1, n - k + 1) / (p * p^k * (1 - p)^(n - k))`, where
/// `B` is the incomplete beta function.
///
/// Source: Robbins, "Statistical methods related to the law of the iterated logarithm", Annals of
/// Mathematical Statistics 41(5), 1970: mixtures of likelihood ratios; Ville, "Étude critique de la
/// notion de collectif", 1939.
public final class HitRateMonitor {
  private final double reference;
  private final double alpha;
  private long count;
  private long wins;
  private double highest;
  private long alarmAt = -1;

  /// @param reference chance of a win that is expected at least, in (0, 1)
  /// @param alpha     chance of ever raising a false alarm, in (0, 1)
  public HitRateMonitor(double reference, double alpha) {
    if (!(reference > 0 && reference < 1) || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "Monitor makes no sense: reference=%s, alpha=%s. Give both between 0 and 1."
              .formatted(reference, alpha));
    }
    this.reference = reference;
    this.alpha = alpha;
  }

  /// The hit rate of which so many wins leave a chance of at most `miss` that it is lower still.
  ///
  /// Source: Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case
  /// of the binomial", Biometrika 26(4), 1934.
  public static double lowerBound(long wins, long count, double miss) {
    if (count < 1 || wins < 0 || wins > count) {
      throw new IllegalArgumentException(
          "No such wins: wins=%d, count=%d. Give 0 to count.".formatted(wins, count));
    }
    return wins == 0
        ? 0
        : new BetaDistribution(null, wins, count - wins + 1.0).inverseCumulativeProbability(miss);
  }

  /// Takes the next outcome.
  public void add(boolean isWin) {
    count++;
    wins += isWin ? 1 : 0;
    highest = Math.max(highest, logEvidence());
    if (alarmAt < 0 && highest >= -StrictMath.log(alpha)) {
      alarmAt = count;
    }
  }

  private double logEvidence() {
    double below = wins + 1.0;
    double above = count - wins + 1.0;
    return StrictMath.log(Beta.regularizedBeta(reference, below, above))
        + Beta.logBeta(below, above)
        - below * StrictMath.log(reference)
        - (count - wins) * StrictMath.log1p(-reference);
  }

  /// The evidence that wins have become rarer; 1 at the start.
  public double evidence() {
    return StrictMath.exp(logEvidence());
  }

  /// The highest chance, whenever one looks, of as much evidence while nothing has changed.
  public double pValue() {
    return StrictMath.exp(-highest);
  }

  /// Number of the outcome at which the alarm was raised, from 1; −1 while it is not.
  public long alarmAt() {
    return alarmAt;
  }

  public boolean isAlarmed() {
    return alarmAt >= 0;
  }

  public double reference() {
    return reference;
  }

  public double alpha() {
    return alpha;
  }

  public long count() {
    return count;
  }

  public long wins() {
    return wins;
  }
}
