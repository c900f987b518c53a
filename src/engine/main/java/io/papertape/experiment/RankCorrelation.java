package io.papertape.experiment;

import io.papertape.performance.Sample;
import java.util.Arrays;
import java.util.Comparator;

/// Whether two columns put their rows in the same order.
public final class RankCorrelation {
  private RankCorrelation() {}

  /// Spearman's ρ: the correlation of the ranks, ties averaged. 1 is the same order, −1 the
  /// reverse; NaN if a column does not vary or there are fewer than two rows.
  public static double of(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Columns differ in length: x=%d, y=%d. Give one row each.".formatted(x.length, y.length));
    }
    return x.length < 2 ? Double.NaN : Sample.correlation(ranks(x), ranks(y));
  }

  /// Rank of each value, 1 the lowest; equal values share the mean of their ranks.
  public static double[] ranks(double[] values) {
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
