package io.papertape.strategy.rule;

import io.papertape.model.ModelVersion;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.Optional;

/// A strategy stated in words. It is checked already; [#create] makes one that runs.
///
/// @param vocabulary knows the parameters and all features
/// @param model      whose score the name `score` means; there if expressions use it
public record RuleSet(
    Schedule schedule,
    List<Feature> features,
    Decision decision,
    Vocabulary vocabulary,
    Optional<ModelVersion> model) {

  public RuleSet {
    features = List.copyOf(features);
    if (model.isEmpty() && vocabulary.isScoreUsed()) {
      throw new IllegalArgumentException(
          "Rules lack their model: name=%s. Give the model's version.".formatted(Vocabulary.SCORE));
    }
  }

  /// Rules without a model.
  public RuleSet(
      Schedule schedule, List<Feature> features, Decision decision, Vocabulary vocabulary) {
    this(schedule, features, decision, vocabulary, Optional.empty());
  }

  /// Place of a feature; −1 if there is none of that name.
  int featureIndex(String name) {
    for (int i = 0; i < features.size(); i++) {
      if (features.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /// A new strategy; each run needs its own.
  public Strategy create() {
    return switch (decision) {
      case Decision.Threshold threshold -> new ThresholdStrategy(this, threshold);
      case Decision.Rank rank -> new RankStrategy(this, rank);
      case Decision.Target target -> new TargetStrategy(this, target);
    };
  }
}
