package io.papertape.strategy.rule;

import io.papertape.strategy.Strategy;
import java.util.List;

/// A strategy stated in words. It is checked already; [#create] makes one that runs.
///
/// @param vocabulary knows the parameters and all features
public record RuleSet(
    Schedule schedule, List<Feature> features, Decision decision, Vocabulary vocabulary) {

  public RuleSet {
    features = List.copyOf(features);
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
