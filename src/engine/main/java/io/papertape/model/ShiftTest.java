package io.papertape.model;

import java.util.Random;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/// Tells a rank correlation from luck: the targets are turned round against the scores by random
/// numbers of rows, which keeps the dependence of overlapping targets and breaks only the link.
///
/// @param correlation of scores and targets as they are
/// @param shifts      how many were drawn
/// @param pValue      `(1 + shifts at least as high) / (1 + shifts)`
public record ShiftTest(double correlation, int shifts, double pValue) {
  private static final int LEAST_ROWS = 20;
  private static final NaturalRanking RANKING = new NaturalRanking(TiesStrategy.AVERAGE);

  /// Draws the shifts from a seed.
  public static ShiftTest of(double[] scores, double[] targets, int shifts, long seed) {
    if (scores.length < LEAST_ROWS) {
      throw new IllegalArgumentException(
          "Too few rows to shift: rows=%d. Give at least %d.".formatted(scores.length, LEAST_ROWS));
    }
    // Turning does not change a rank, so ranks are taken once.
    double[] scoreRanks = RANKING.rank(scores);
    double[] targetRanks = RANKING.rank(targets);
    double correlation = correlation(scoreRanks, targetRanks);
    Random random = new Random(seed);
    double[] turned = new double[targets.length];
    int atLeast = 0;
    for (int i = 0; i < shifts; i++) {
      int by = 1 + random.nextInt(targets.length - 1);
      System.arraycopy(targetRanks, by, turned, 0, targets.length - by);
      System.arraycopy(targetRanks, 0, turned, targets.length - by, by);
      if (correlation(scoreRanks, turned) >= correlation) {
        atLeast++;
      }
    }
    return new ShiftTest(correlation, shifts, (1.0 + atLeast) / (1.0 + shifts));
  }

  /// 0 if all ranks are equal.
  private static double correlation(double[] a, double[] b) {
    double found = new PearsonsCorrelation().correlation(a, b);
    return Double.isNaN(found) ? 0 : found;
  }
}
