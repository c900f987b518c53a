package io.papertape.strategy.rule;

import io.papertape.strategy.Context;
import io.papertape.strategy.ModelScore;
import io.papertape.strategy.Reason;
import java.util.Arrays;

/// The scores that a strategy's model gives, and when it forbids to decide.
final class Forecast {
  private final ModelScore model;
  private final double[] scores;
  private final Reason training;
  private final Reason warmUp;

  Forecast(Context context, ModelScore model) {
    this.model = model;
    scores = new double[context.instruments()];
    Arrays.fill(scores, Double.NaN);
    training = context.reason("training-window");
    warmUp = context.reason("warm-up");
  }

  /// Takes the instrument's score of this moment.
  void update(int instrument) {
    scores[instrument] = model.scoreIfReady(instrument);
  }

  /// NaN if there is none.
  double score(int instrument) {
    return scores[instrument];
  }

  /// Whether a score is no forecast now; states so.
  boolean isTraining(Context context) {
    boolean isNow = model.isTrainingTime();
    if (isNow) {
      context.because(training);
    }
    return isNow;
  }

  /// Whether the instrument has no score now; states so.
  boolean isMissing(Context context, int instrument) {
    boolean isNow = Double.isNaN(scores[instrument]);
    if (isNow) {
      context.because(warmUp);
    }
    return isNow;
  }
}
