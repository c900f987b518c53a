package io.papertape.experiment;

import io.papertape.experiment.SuperiorAbility.Variant;
import io.papertape.performance.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Largest statistic over all trials in each resample, if no trial were better than the
/// benchmark, for several variants of the statistic at once.
/// Works through the trials a strip at a time: memory does not grow with their number.
final class NullMaxima {
  private static final int STRIP = 64;
  private static final int LINE = 8;
  private static final int PARTS = 64;
  private static final int RECENTRINGS = 3;

  /// Fewer periods have no threshold.
  static final int FEWEST = 3;

  private final TrialReturns excess;
  private final BlockRuns runs;
  private final double blockLength;
  private final List<Variant> variants;
  private final int n;
  private final int strips;

  /// Of some of the trials.
  ///
  /// @param statistics `[variant][trial]`
  /// @param maxima     `[variant][recentring][resample]`
  private record Part(double[][] statistics, double[][][] maxima) {}

  NullMaxima(TrialReturns excess, int[][] resamples, double blockLength, List<Variant> variants) {
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
    this.variants = variants;
    this.strips = (excess.trials() + STRIP - 1) / STRIP;
  }

  /// The tests, in the order of the variants.
  List<SuperiorAbility> tests(Workers workers) {
    int parts = Math.min(PARTS, strips);
    List<Part> done =
        workers.all(
            parts, i -> part((int) ((long) i * strips / parts), (int) ((i + 1L) * strips / parts)));
    List<SuperiorAbility> tests = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      int variant = v;
      double[] statistics =
          done.stream()
              .flatMapToDouble(part -> Arrays.stream(part.statistics()[variant]))
              .toArray();
      double[][] maxima = done.getFirst().maxima()[variant];
      for (Part part : done.subList(1, parts)) {
        raise(maxima, part.maxima()[variant]);
      }
      tests.add(new SuperiorAbility(variants.get(variant), statistics, maxima));
    }
    return tests;
  }

  private static void raise(double[][] maxima, double[][] others) {
    for (int c = 0; c < maxima.length; c++) {
      for (int k = 0; k < maxima[c].length; k++) {
        maxima[c][k] = Math.max(maxima[c][k], others[c][k]);
      }
    }
  }

  private Part part(int fromStrip, int toStrip) {
    int first = fromStrip * STRIP;
    int last = Math.min(toStrip * STRIP, excess.trials());
    double[][] statistics = new double[variants.size()][last - first];
    double[][][] maxima = new double[variants.size()][RECENTRINGS][runs.resamples()];
    for (int v = 0; v < maxima.length; v++) {
      double least = variants.get(v) == Variant.STUDENTISED ? 0 : Double.NEGATIVE_INFINITY;
      Arrays.stream(maxima[v]).forEach(row -> Arrays.fill(row, least));
    }
    double[][] running = new double[n + 1][STRIP];
    for (int from = first; from < last; from += STRIP) {
      strip(from, Math.min(STRIP, last - from), from - first, running, statistics, maxima);
    }
    return new Part(statistics, maxima);
  }

  private void strip(
      int from,
      int width,
      int place,
      double[][] running,
      double[][] statistics,
      double[][][] maxima) {
    double[][] centres = new double[RECENTRINGS][width];
    double[][] scales = new double[variants.size()][width];
    for (int j = 0; j < width; j++) {
      double[] column = excess.column(from + j);
      double mean = Sample.mean(column);
      double variance = LongRunVariance.of(column, blockLength);
      centres[0][j] = Math.max(mean, 0);
      centres[1][j] = mean >= -threshold(variance) ? mean : 0;
      centres[2][j] = mean;
      for (int v = 0; v < scales.length; v++) {
        scales[v][j] = scale(variants.get(v), variance);
        statistics[v][place + j] = mean * scales[v][j];
      }
    }
    fill(running, from, width);
    double[] sums = new double[width];
    for (int k = 0; k < runs.resamples(); k++) {
      runs.sum(running, k, sums);
      for (int v = 0; v < scales.length; v++) {
        for (int c = 0; c < RECENTRINGS; c++) {
          maxima[v][c][k] = Math.max(maxima[v][c][k], highest(sums, centres[c], scales[v]));
        }
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
  private double scale(Variant variant, double variance) {
    if (variant == Variant.PLAIN) {
      return 1;
    }
    return variance > 0 ? Math.sqrt(n / variance) : 0;
  }

  /// Hansen's bound √(ω²/n·2·ln ln n): a mean further below 0 is clearly worse.
  private double threshold(double variance) {
    return Math.sqrt(Math.max(0, variance) / n * 2 * StrictMath.log(StrictMath.log(n)));
  }

  /// Sums of the rows before each row; few columns at a time, so that each line of the cache is
  /// written once.
  private void fill(double[][] running, int from, int width) {
    for (int group = 0; group < width; group += LINE) {
      int end = Math.min(group + LINE, width);
      for (int t = 0; t < n; t++) {
        double[] before = running[t];
        double[] after = running[t + 1];
        for (int j = group; j < end; j++) {
          after[j] = before[j] + excess.column(from + j)[t];
        }
      }
    }
  }
}
