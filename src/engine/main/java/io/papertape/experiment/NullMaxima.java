package io.papertape.experiment;

import io.papertape.experiment.SuperiorAbility.Variant;
import io.papertape.performance.Sample;
import java.util.Arrays;

/// Largest statistic over all trials in each resample, if no trial were better than the
/// benchmark.
/// Works through the trials a strip at a time: memory does not grow with their number.
final class NullMaxima {
  private static final int STRIP = 64;
  private static final int RECENTRINGS = 3;

  /// Fewer periods have no threshold.
  static final int FEWEST = 3;

  private final TrialReturns excess;
  private final BlockRuns runs;
  private final double blockLength;
  private final Variant variant;
  private final int n;
  private final double[][] maxima;
  private final double[] statistics;

  NullMaxima(TrialReturns excess, int[][] resamples, double blockLength, Variant variant) {
    this.excess = excess;
    this.n = excess.periods();
    for (int[] resample : resamples) {
      if (resample.length != n) {
        throw new IllegalArgumentException(
            "Resample has another length: places=%d, periods=%d. Draw as many rows as there are."
                .formatted(resample.length, n));
      }
    }
    if (resamples.length == 0 || n < FEWEST) {
      throw new IllegalArgumentException(
          "Nothing to resample: resamples=%d, periods=%d. Give at least 1 resample, 3 periods."
              .formatted(resamples.length, n));
    }
    this.runs = new BlockRuns(resamples, n);
    this.blockLength = blockLength;
    this.variant = variant;
    this.statistics = new double[excess.trials()];
    this.maxima = new double[RECENTRINGS][resamples.length];
    double least = variant == Variant.STUDENTISED ? 0 : Double.NEGATIVE_INFINITY;
    Arrays.stream(maxima).forEach(row -> Arrays.fill(row, least));
  }

  SuperiorAbility test() {
    for (int from = 0; from < excess.trials(); from += STRIP) {
      strip(from, Math.min(STRIP, excess.trials() - from));
    }
    return new SuperiorAbility(variant, statistics, maxima);
  }

  private void strip(int from, int width) {
    double[][] centres = new double[RECENTRINGS][width];
    double[] scale = new double[width];
    for (int j = 0; j < width; j++) {
      double[] column = excess.column(from + j);
      double mean = Sample.mean(column);
      double variance = LongRunVariance.of(column, blockLength);
      scale[j] = scale(variance);
      centres[0][j] = Math.max(mean, 0);
      centres[1][j] = mean >= -threshold(variance) ? mean : 0;
      centres[2][j] = mean;
      statistics[from + j] = mean * scale[j];
    }
    double[][] running = running(from, width);
    double[] sums = new double[width];
    for (int k = 0; k < runs.resamples(); k++) {
      runs.sum(running, k, sums);
      for (int c = 0; c < RECENTRINGS; c++) {
        maxima[c][k] = Math.max(maxima[c][k], highest(sums, centres[c], scale));
      }
    }
  }

  private double highest(double[] sums, double[] centre, double[] scale) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < sums.length; j++) {
      highest = Math.max(highest, (sums[j] / n - centre[j]) * scale[j]);
    }
    return highest;
  }

  /// √n / ω; 0 for a trial that does not vary, as it proves nothing.
  private double scale(double variance) {
    if (variant == Variant.PLAIN) {
      return 1;
    }
    return variance > 0 ? Math.sqrt(n / variance) : 0;
  }

  /// Hansen's bound √(ω²/n·2·ln ln n): a mean further below 0 is clearly worse.
  private double threshold(double variance) {
    return Math.sqrt(Math.max(0, variance) / n * 2 * StrictMath.log(StrictMath.log(n)));
  }

  /// Sums of the rows before each row.
  private double[][] running(int from, int width) {
    double[][] running = new double[n + 1][width];
    for (int j = 0; j < width; j++) {
      double[] column = excess.column(from + j);
      double sum = 0;
      for (int t = 0; t < n; t++) {
        sum += column[t];
        running[t + 1][j] = sum;
      }
    }
    return running;
  }
}
