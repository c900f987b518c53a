package io.papertape.model;

import java.util.Random;

/// Tells a rank correlation from luck: the targets are turned round against the scores by random
/// numbers of rows, which keeps the dependence of overlapping targets and breaks only the link.
///
/// @param correlation of scores and targets as they are
/// @param shifts      how many were drawn
/// @param pValue      `(1 + shifts at least as high) / (1 + shifts)`
public record ShiftTest(double correlation, int shifts, double pValue) {
  private static final int LEAST_ROWS = 20;

  /// Draws the shifts from a seed.
  public static ShiftTest of(double[] scores, double[] targets, int shifts, long seed) {
    if (scores.length < LEAST_ROWS) {
      throw new IllegalArgumentException(
          "Too few rows to shift: rows=%d. Give at least %d.".formatted(scores.length, LEAST_ROWS));
    }
    double correlation = FitFigures.rankCorrelation(scores, targets).orElse(0.0);
    Random random = new Random(seed);
    double[] turned = new double[targets.length];
    int atLeast = 0;
    for (int i = 0; i < shifts; i++) {
      int by = 1 + random.nextInt(targets.length - 1);
      System.arraycopy(targets, by, turned, 0, targets.length - by);
      System.arraycopy(targets, 0, turned, targets.length - by, by);
      if (FitFigures.rankCorrelation(scores, turned).orElse(0.0) >= correlation) {
        atLeast++;
      }
    }
    return new ShiftTest(correlation, shifts, (1.0 + atLeast) / (1.0 + shifts));
  }
}
