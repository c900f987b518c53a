package io.papertape.experiment;

import io.papertape.performance.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Returns of many trials over the same periods, one column a trial. Holds the arrays it is
/// given: five thousand trials over ten years are a hundred megabytes.
public final class TrialReturns {
  private final double[][] columns;

  /// Computed when they are asked for first.
  private double[] sharpes = {};

  /// @param columns `[trial][period]`, finite, of one length, oldest first
  public TrialReturns(double[][] columns) {
    this.columns = columns.clone();
    for (int j = 0; j < columns.length; j++) {
      check(j);
    }
    if (columns.length == 0 || columns[0].length < 2) {
      throw new IllegalArgumentException(
          "Trials have too few returns: trials=%d, periods=%d. Give at least 1 trial, 2 periods."
              .formatted(columns.length, columns.length == 0 ? 0 : columns[0].length));
    }
  }

  private void check(int trial) {
    double[] column = columns[trial];
    if (column.length != columns[0].length) {
      throw new IllegalArgumentException(
          "Trials differ in length: trial=%d, periods=%d, expected=%d. Align them by period."
              .formatted(trial, column.length, columns[0].length));
    }
    for (int t = 0; t < column.length; t++) {
      if (!Double.isFinite(column[t])) {
        throw new IllegalArgumentException(
            "Return is no number: trial=%d, period=%d, value=%s. Leave the trial out."
                .formatted(trial, t, column[t]));
      }
    }
  }

  public int trials() {
    return columns.length;
  }

  public int periods() {
    return columns[0].length;
  }

  /// The array itself: read, never written.
  double[] column(int trial) {
    return columns[trial];
  }

  /// The last periods only.
  public TrialReturns latest(int periods) {
    double[][] kept = new double[columns.length][];
    for (int j = 0; j < kept.length; j++) {
      kept[j] = Arrays.copyOfRange(columns[j], periods() - periods, periods());
    }
    return new TrialReturns(kept);
  }

  /// Some of the trials, in the order given.
  TrialReturns only(List<Integer> trials) {
    return new TrialReturns(trials.stream().map(j -> columns[j]).toArray(double[][]::new));
  }

  /// Sharpe ratios per period; 0 for a trial whose returns do not vary, as one that never traded.
  public double[] sharpes() {
    if (sharpes.length == 0) {
      sharpes = Arrays.stream(columns).mapToDouble(TrialReturns::sharpe).toArray();
    }
    return sharpes.clone();
  }

  private static double sharpe(double[] column) {
    double deviation = Sample.deviation(column, 1);
    return deviation == 0 ? 0 : Sample.mean(column) / deviation;
  }

  /// The trials whose returns vary. One that never traded does not: it did nothing that could be
  /// chosen or judged, and yet its ratio of 0 beats every loser.
  List<Integer> varying() {
    return IntStream.range(0, columns.length)
        .filter(j -> Arrays.stream(columns[j]).anyMatch(one -> one != columns[j][0]))
        .boxed()
        .toList();
  }

  /// True if each has the returns of the first, as under parameters that decide nothing.
  boolean areAllSame() {
    return Arrays.stream(columns).allMatch(own -> Arrays.equals(own, columns[0]));
  }

  /// The trial with the highest Sharpe ratio of those whose returns vary; of equals the first, and
  /// the first of all if none varies.
  public int best() {
    return best(IntStream.range(0, columns.length).boxed().toList());
  }

  /// The same of some of the trials.
  int best(List<Integer> among) {
    double[] sharpes = sharpes();
    Set<Integer> varying = new TreeSet<>(varying());
    int best = -1;
    for (int j : among) {
      boolean isBetter = best < 0 || sharpes[j] > sharpes[best];
      best = varying.contains(j) && isBetter ? j : best;
    }
    return best < 0 ? among.getFirst() : best;
  }
}
