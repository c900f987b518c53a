package io.papertape.model;

import java.util.List;

/// A version that is a list of numbers, complete: what it looks at, what it learned and from what.
///
/// @param id       name of the version, such as `0001`
/// @param features in the order of the coefficients
public record CoefficientVersion(
    String id,
    List<Feature> features,
    Scaler scaler,
    CoefficientModel coefficients,
    Target target,
    Training training,
    Baseline baseline)
    implements ModelVersion {

  public CoefficientVersion {
    features = List.copyOf(features);
    if (features.size() != scaler.size() || features.size() != coefficients.coefficients().size()) {
      throw new IllegalArgumentException(
          ("Model does not fit together: features=%d, scaler=%d, coefficients=%d."
                  + " Give one of each a feature.")
              .formatted(features.size(), scaler.size(), coefficients.coefficients().size()));
    }
    if ((coefficients.kind() == ModelKind.LOGISTIC) != (target.kind() == Target.Kind.UP)) {
      throw new IllegalArgumentException(
          "Model forecasts another thing: kind=%s, target=%s. Logistic goes with up(n)."
              .formatted(coefficients.kind(), target));
    }
  }

  @Override
  public boolean isTrainingTime(long nanos) {
    return nanos <= training.toNanos();
  }
}
