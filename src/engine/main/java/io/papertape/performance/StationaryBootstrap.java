package io.papertape.performance;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/// Resamples a series in blocks of geometric length, around the end, so that dependence between
/// neighbours survives (Politis and Romano, 1994).
///
/// Every step draws two `nextLong()`s, whether used or not: first the start `⌊u·n⌋` of a new
/// block, then the uniform number that decides; a uniform is the upper 53 bits times 2⁻⁵³. Give a
/// seeded [java.util.SplittableRandom], whose `nextLong` is the fixed SplitMix64 sequence.
public final class StationaryBootstrap {
  private static final double UNIT = 0x1p-53;

  private final RandomGenerator random;
  private final double restart;

  /// @param blockLength expected length of a block, at least 1 ([BlockLength#stationary()])
  public StationaryBootstrap(RandomGenerator random, double blockLength) {
    if (!(blockLength >= 1) || Double.isInfinite(blockLength)) {
      throw new IllegalArgumentException(
          "Block is too short: blockLength=%s. Give at least 1.".formatted(blockLength));
    }
    this.random = random;
    this.restart = 1 / blockLength;
  }

  /// Fills one resample: the index of the value to take at each place.
  public void resample(int[] index) {
    int n = index.length;
    int at = 0;
    for (int i = 0; i < n; i++) {
      int start = (int) (uniform() * n);
      at = next(i, at, start, uniform(), restart, n);
      index[i] = at;
    }
  }

  /// Several resamples of a series, one after the other: `[resample][place]`.
  public int[][] resamples(int n, int count) {
    int[][] out = new int[count][n];
    for (int[] index : out) {
      resample(index);
    }
    return out;
  }

  /// Percentile interval of a statistic of the resamples.
  ///
  /// @param statistic gets the indexes of a resample; NaN if undefined for it
  /// @return empty if fewer than nine tenths of the resamples have the statistic
  public Optional<Interval> interval(
      int n, int resamples, double confidence, ToDoubleFunction<int[]> statistic) {
    double[] values = new double[resamples];
    int[] index = new int[n];
    for (int k = 0; k < resamples; k++) {
      resample(index);
      values[k] = statistic.applyAsDouble(index);
    }
    return percentiles(values, confidence);
  }

  /// Interval between the percentiles that leave out equal tails, of the finite values.
  static Optional<Interval> percentiles(double[] values, double confidence) {
    double[] defined = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (defined.length == 0 || defined.length < 0.9 * values.length) {
      return Optional.empty();
    }
    double tail = (1 - confidence) / 2;
    double low = Sample.quantile(defined, tail);
    double high = Math.max(low, Sample.quantile(defined, 1 - tail));
    return Optional.of(new Interval(low, high, confidence));
  }

  /// Where the resample goes on: the neighbour, or the start of a new block.
  static int next(int place, int before, int start, double uniform, double restart, int n) {
    if (place == 0 || uniform <= restart) {
      return start;
    }
    return before + 1 == n ? 0 : before + 1;
  }

  private double uniform() {
    return (random.nextLong() >>> 11) * UNIT;
  }
}
