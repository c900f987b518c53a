package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.model.ModelVersion;
import io.papertape.model.ScoreIndicator;

/// The scores of a model over a whole history.
final class ScoreColumn {
  private final BarColumns bars;
  private final CorporateActions actions;
  private final ModelVersion version;
  private final IndicatorColumn values;
  private final int firstFailure;

  ScoreColumn(BarColumns bars, CorporateActions actions, ModelVersion version) {
    this.bars = bars;
    this.actions = actions;
    this.version = version;
    ScoreIndicator scores = new ScoreIndicator(version);
    values = Columns.of(bars, actions, scores, 1).getFirst();
    firstFailure = scores.firstFailure();
  }

  /// Whether it is over that history, the same arrays, and of that model.
  boolean isOf(BarColumns ofBars, CorporateActions ofActions, ModelVersion ofVersion) {
    return bars == ofBars && actions.equals(ofActions) && version.equals(ofVersion);
  }

  IndicatorColumn values() {
    return values;
  }

  /// Index of the first bar whose score is no number; [Integer#MAX_VALUE] if there is none.
  int firstFailure() {
    return firstFailure;
  }

  /// What the model says when it is asked for the score at [#firstFailure].
  RuntimeException failure() {
    BarColumns until = bars.slice(0, firstFailure + 1);
    long now = bars.closeTimeNanos()[firstFailure];
    CorporateActions known =
        new CorporateActions(
            actions.symbol(),
            actions.actions().stream().filter(action -> action.exTimeNanos() < now).toList());
    ScoreIndicator scores = new ScoreIndicator(version);
    Columns.of(until, known, scores, 1);
    try {
      return new IllegalStateException(
          "Score is a number after all: model=%s, score=%s. Two ways of computing it differ."
              .formatted(version.id(), scores.value()));
    } catch (IllegalArgumentException expected) {
      return expected;
    }
  }
}
