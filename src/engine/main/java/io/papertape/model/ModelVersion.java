package io.papertape.model;

import java.util.List;

/// One version of a model: what it looks at, and where its scores come from.
public sealed interface ModelVersion permits CoefficientVersion, RemoteVersion {
  /// Name of the version, such as `0001`.
  String id();

  /// What it looks at, in its order.
  List<Feature> features();

  /// Whether a moment lies in the window the model was trained on, or before: a score there is no
  /// forecast.
  boolean isTrainingTime(long nanos);

  /// Whether a feature is a rank among instruments, so that no score can be known from one alone.
  default boolean isRanked() {
    return features().stream().anyMatch(Feature::isRanked);
  }
}
