package io.papertape.model;

import java.util.Arrays;

/// Scores rows of features with one model version; keeps the scaled row, allocates nothing. For
/// one thread.
public final class Scorer {
  private final CoefficientVersion version;
  private final Scaler scaler;
  private final CoefficientModel coefficients;
  private final double[] scaled;

  public Scorer(CoefficientVersion version) {
    this.version = version;
    scaler = version.scaler();
    coefficients = version.coefficients();
    scaled = new double[scaler.size()];
  }

  /// The score of features as they come, not scaled, in the order of the model.
  public double score(double[] features) {
    if (features.length != scaled.length) {
      throw new IllegalArgumentException(
          "Row does not fit the model: features=%d, coefficients=%d. Give one value a feature."
              .formatted(features.length, scaled.length));
    }
    scaler.apply(features, scaled);
    double score = coefficients.score(scaled);
    if (!Double.isFinite(score)) {
      throw notFinite(features, score);
    }
    return score;
  }

  /// Begins the scores of `count` rows that stand in columns: [#addColumn] of each feature in its
  /// order, then [#endColumns]. Equal to [#score] of each row to the bit, but that a score that
  /// is no number is left as it is.
  void beginColumns(double[] scores, int count) {
    Arrays.fill(scores, 0, count, coefficients.intercept());
  }

  /// Adds the values of one feature.
  void addColumn(int feature, double[] values, double[] scores, int count) {
    double center = scaler.center()[feature];
    double scale = scaler.scale()[feature];
    double coefficient = coefficients.coefficients().get(feature);
    for (int i = 0; i < count; i++) {
      scores[i] += coefficient * ((values[i] - center) / scale);
    }
  }

  void endColumns(double[] scores, int count) {
    if (coefficients.kind() == ModelKind.LOGISTIC) {
      for (int i = 0; i < count; i++) {
        scores[i] = CoefficientModel.Logistic.probability(scores[i]);
      }
    }
  }

  private IllegalArgumentException notFinite(double[] features, double score) {
    int at = 0;
    while (at < features.length - 1 && Double.isFinite(features[at])) {
      at++;
    }
    return new IllegalArgumentException(
        "Score is no number: model=%s, feature=%s, value=%s, score=%s. Check the data."
            .formatted(version.id(), version.features().get(at), features[at], score));
  }
}
