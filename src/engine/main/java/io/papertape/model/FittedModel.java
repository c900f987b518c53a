package io.papertape.model;

import java.util.Arrays;

/// A scaler and coefficients found from the same rows.
public record FittedModel(Scaler scaler, CoefficientModel coefficients) {

  /// Fits a kind of model.
  ///
  /// @param lambda penalty a row; must be 0 for [ModelKind#LINEAR]
  public static FittedModel fit(
      ModelKind kind, Scaler.Method method, TrainingRows rows, double lambda) {
    Scaler scaler = Scaler.of(method, rows.features());
    double[][] x = scaler.apply(rows.features());
    double penalty = lambda * rows.size();
    double[] found =
        switch (kind) {
          case LINEAR, RIDGE -> LeastSquares.fit(x, rows.targets(), penalty);
          case LOGISTIC -> LogisticFit.fit(x, rows.targets(), penalty);
        };
    Coefficients coefficients = Coefficients.of(Arrays.copyOfRange(found, 1, found.length));
    return new FittedModel(
        scaler,
        switch (kind) {
          case LINEAR -> new CoefficientModel.Linear(found[0], coefficients);
          case RIDGE -> new CoefficientModel.Ridge(found[0], coefficients, lambda);
          case LOGISTIC -> new CoefficientModel.Logistic(found[0], coefficients, lambda);
        });
  }

  /// A score for each row.
  public double[] scores(TrainingRows rows) {
    double[] scores = new double[rows.size()];
    double[] scaled = new double[scaler.size()];
    for (int row = 0; row < scores.length; row++) {
      scaler.apply(rows.features()[row], scaled);
      scores[row] = coefficients.score(scaled);
    }
    return scores;
  }
}
