package io.papertape.model;

import java.util.Optional;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/// How well scores forecast the target on some rows.
///
/// @param rSquared             `1 − Σ(y − score)² / Σ(y − reference)²`, the reference being the
///     mean target of the rows that were learned from; below 0: worse than that mean
/// @param informationCoefficient rank correlation of score and target (Spearman, ties averaged)
///     over all rows; empty if all scores are equal
/// @param hitRate              share of rows, among those whose target is not neutral, where
///      score
///     and target lie on the same side of neutral
/// @param residualDeviation    `√(Σ(y − score)² / rows)`
public record FitFigures(
    int rows,
    double rSquared,
    Optional<Double> informationCoefficient,
    double hitRate,
    double residualDeviation) {

  /// Figures of scores against what came.
  public static FitFigures of(double[] scores, double[] targets, double reference, double neutral) {
    double errors = 0;
    double spread = 0;
    int sided = 0;
    int hits = 0;
    for (int i = 0; i < scores.length; i++) {
      errors += (targets[i] - scores[i]) * (targets[i] - scores[i]);
      spread += (targets[i] - reference) * (targets[i] - reference);
      if (Double.compare(targets[i], neutral) != 0) {
        sided++;
        hits += targets[i] > neutral == scores[i] > neutral ? 1 : 0;
      }
    }
    if (scores.length < 2 || spread == 0 || sided == 0) {
      throw new IllegalArgumentException(
          "Targets tell nothing: rows=%d, spread=%s. Give a longer window."
              .formatted(scores.length, spread));
    }
    return new FitFigures(
        scores.length,
        1 - errors / spread,
        rankCorrelation(scores, targets),
        (double) hits / sided,
        Math.sqrt(errors / scores.length));
  }

  static Optional<Double> rankCorrelation(double[] scores, double[] targets) {
    double found = new SpearmansCorrelation().correlation(scores, targets);
    return Double.isNaN(found) ? Optional.empty() : Optional.of(found);
  }
}
