package io.papertape.performance;

import java.util.Arrays;

/// Whether the mean of returns has fallen below a reference, looked at as often as one likes.
///
/// A bettor stakes on falls below the reference. While the conditional mean of each return, cut to
/// `[low, high]`, is at least the reference, his wealth is a supermartingale that starts at 1, so
/// it reaches `1 / alpha` ever with a chance of at most `alpha` (Ville's inequality): one may look
/// after each return and stop when one likes. His wealth is the average over a grid of constant
/// stakes, a mixture that needs no guess of how far the mean has fallen. Nothing is assumed of the
/// returns but the bounds, which are fixed beforehand. What a backtest's own luck does to its mean
/// is for [#lowerBound]: [#against] bets against that.
///
/// Source: Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting",
/// Journal of the Royal Statistical Society B 86(1), 2024 (online 2023): the capital process of
/// bets on a bounded mean, one-sided, over a grid of bets.
public final class MeanMonitor {
  private static final int STAKES = 32;

  /// Of what would lose all at once.
  private static final double MOST_STAKE = 0.99;

  private static final int HALVINGS = 60;

  private final double reference;
  private final double low;
  private final double high;
  private final double alpha;
  private final double[] stakes = new double[STAKES];
  private final double[] logWealth = new double[STAKES];
  private double highest;
  private long count;
  private long alarmAt = -1;

  /// @param reference mean that is expected at least, of returns cut to the bounds
  /// @param low       returns below count as this
  /// @param high      returns above count as this
  /// @param alpha     chance of ever raising a false alarm, in (0, 1)
  public MeanMonitor(double reference, double low, double high, double alpha) {
    if (!(low <= reference && reference < high) || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          ("Monitor makes no sense: reference=%s, low=%s, high=%s, alpha=%s. Give"
                  + " low <= reference < high and 0 < alpha < 1.")
              .formatted(reference, low, high, alpha));
    }
    this.reference = reference;
    this.low = low;
    this.high = high;
    this.alpha = alpha;
    double most = 1 / (high - reference);
    for (int i = 0; i < STAKES; i++) {
      stakes[i] = most * StrictMath.pow(2, -6.0 * i / (STAKES - 1)) * MOST_STAKE;
    }
  }

  /// True if these tell what to expect: at least two, not all the same.
  public static boolean isTestable(double[] expected) {
    return expected.length >= 2 && !Sample.steady(expected);
  }

  /// The bounds and the reference that returns of a backtest suggest: cut at four standard
  /// deviations from their mean, and the lowest mean that the backtest leaves likely. Half of the
  /// chance of a false alarm is for that the law's mean is lower still, half for the monitor, so
  /// that [#alpha()] is half of what is given.
  ///
  /// @param expected of the law that is expected, [#isTestable]
  /// @param alpha    chance of ever raising a false alarm, the luck of the backtest included
  public static MeanMonitor against(double[] expected, double alpha) {
    if (!isTestable(expected)) {
      throw new IllegalArgumentException(
          "Returns do not vary: n=%d. Give a backtest that trades.".formatted(expected.length));
    }
    double mean = Sample.mean(expected);
    double reach = 4 * deviation(expected, mean);
    double low = mean - reach;
    double high = mean + reach;
    return new MeanMonitor(lowerBound(expected, low, high, alpha / 2), low, high, alpha / 2);
  }

  /// The mean that returns leave a chance of at most `miss` to be lower still: the lowest on which
  /// a bettor who staked on rises above it would not have reached `1 / miss`, which he does with no
  /// more chance if it is the mean (Markov's inequality). His one stake is the best for so many
  /// returns of their deviation; it is taken from the same returns, so that the chance holds by
  /// trial (`MeanMonitorTest`) and not by proof. `low` if that few returns exclude nothing; the
  /// order of returns does not matter.
  ///
  /// Source: Waudby-Smith and Ramdas, as above: bets of a fixed size for a fixed number of returns.
  ///
  /// @param low  returns below count as this
  /// @param high returns above count as this
  public static double lowerBound(double[] returns, double low, double high, double miss) {
    double[] cut = Arrays.stream(returns).map(r -> Math.clamp(r, low, high)).toArray();
    double mean = Sample.mean(cut);
    double needed = -StrictMath.log(miss);
    double stake =
        Math.min(
            Math.sqrt(2 * needed / cut.length) / deviation(cut, mean), MOST_STAKE / (mean - low));
    double excluded = low;
    double possible = mean;
    if (logWealth(cut, excluded, stake) < needed) {
      return low;
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (excluded + possible) / 2;
      if (logWealth(cut, middle, stake) < needed) {
        possible = middle;
      } else {
        excluded = middle;
      }
    }
    return excluded;
  }

  private static double logWealth(double[] returns, double mean, double stake) {
    double sum = 0;
    for (double one : returns) {
      sum += StrictMath.log1p(stake * (one - mean));
    }
    return sum;
  }

  private static double deviation(double[] values, double mean) {
    double[] squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray();
    return Math.sqrt(Sample.mean(squares));
  }

  /// Takes the next return.
  public void add(double value) {
    double fall = reference - Math.clamp(value, low, high);
    for (int i = 0; i < STAKES; i++) {
      logWealth[i] += StrictMath.log1p(stakes[i] * fall);
    }
    count++;
    highest = Math.max(highest, logEvidence());
    if (alarmAt < 0 && highest >= -StrictMath.log(alpha)) {
      alarmAt = count;
    }
  }

  /// Logarithm of the wealth now.
  private double logEvidence() {
    double most = Sample.maximum(logWealth);
    double sum = 0;
    for (double one : logWealth) {
      sum += StrictMath.exp(one - most);
    }
    return most + StrictMath.log(sum / STAKES);
  }

  /// Wealth of the bettor after the last return, from 1: the evidence that the mean has fallen.
  public double evidence() {
    return StrictMath.exp(logEvidence());
  }

  /// The highest chance, whenever one looks, of as much evidence while nothing has changed: 1 over
  /// the most wealth so far, at most 1.
  public double pValue() {
    return StrictMath.exp(-highest);
  }

  /// Number of the return at which the alarm was raised, counted from 1; −1 while it is not. An
  /// alarm stays.
  public long alarmAt() {
    return alarmAt;
  }

  public boolean isAlarmed() {
    return alarmAt >= 0;
  }

  public double reference() {
    return reference;
  }

  public double low() {
    return low;
  }

  public double high() {
    return high;
  }

  public double alpha() {
    return alpha;
  }
}
