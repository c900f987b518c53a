package io.papertape.model;

/// A model that is a list of numbers: an intercept and one coefficient a feature.
///
/// Sums run from the intercept over the features in their order, so that a score is the same on
/// every machine. [#score] allocates nothing.
public sealed interface CoefficientModel {
  double intercept();

  Coefficients coefficients();

  /// The score of one row of scaled features: a forecast of the target, or for [Logistic] the
  /// probability that it is 1.
  double score(double[] scaledFeatures);

  /// Name of the kind in files.
  ModelKind kind();

  /// Least squares.
  record Linear(double intercept, Coefficients coefficients) implements CoefficientModel {
    public Linear {
      Coefficients.requireFinite("intercept", intercept);
    }

    @Override
    public double score(double[] scaledFeatures) {
      return coefficients.sum(intercept, scaledFeatures);
    }

    @Override
    public ModelKind kind() {
      return ModelKind.LINEAR;
    }
  }

  /// Least squares with a penalty on the squared coefficients; it scores as [Linear] does.
  ///
  /// @param lambda penalty a row: `Σ(y − score)² / rows + lambda · Σ coefficient²` was minimised
  record Ridge(double intercept, Coefficients coefficients, double lambda)
      implements CoefficientModel {
    public Ridge {
      Coefficients.requireFinite("intercept", intercept);
      Coefficients.requirePenalty(lambda);
    }

    @Override
    public double score(double[] scaledFeatures) {
      return coefficients.sum(intercept, scaledFeatures);
    }

    @Override
    public ModelKind kind() {
      return ModelKind.RIDGE;
    }
  }

  /// Probability `1 / (1 + e^−x)` of a yes.
  ///
  /// @param lambda penalty a row: `−log likelihood / rows + lambda/2 · Σ coefficient²` was
  ///     minimised
  record Logistic(double intercept, Coefficients coefficients, double lambda)
      implements CoefficientModel {
    public Logistic {
      Coefficients.requireFinite("intercept", intercept);
      Coefficients.requirePenalty(lambda);
    }

    @Override
    public double score(double[] scaledFeatures) {
      return probability(coefficients.sum(intercept, scaledFeatures));
    }

    static double probability(double logit) {
      return 1 / (1 + StrictMath.exp(-logit));
    }

    @Override
    public ModelKind kind() {
      return ModelKind.LOGISTIC;
    }
  }
}
