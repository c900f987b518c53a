package io.papertape.strategy;

import io.papertape.indicator.Indicator;
import io.papertape.model.CrossSection;
import io.papertape.model.Feature;
import io.papertape.model.ModelVersion;
import io.papertape.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A model at work in a strategy: its features are registered with the context, its score is an
/// input of each decision.
///
/// Make one in [Strategy#onStart]; ask [#score] in [Strategy#onBar] or [Strategy#onMoment].
/// Features of the instrument are recorded as its indicators, ranks and score as inputs. For
/// strategies that decide on all instruments at once there is [#acrossInstruments].
public final class ModelScore {
  private final Context context;
  private final ModelVersion version;
  private final CrossSection section;
  private final Scorer scorer;
  private final int[] ranked;
  private final Input[] ranks;
  private final Input[] scores;
  private long readNanos = Long.MIN_VALUE;

  /// Registers a model for all instruments; in [Strategy#onStart] only. The input `score` is that
  /// of the instrument asked last.
  public ModelScore(Context context, ModelVersion version) {
    this(context, version, false);
  }

  private ModelScore(Context context, ModelVersion version, boolean isAcross) {
    this.context = context;
    this.version = version;
    section = new CrossSection(version.features(), context.instruments());
    scorer = new Scorer(version);
    for (int i = 0; i < context.instruments(); i++) {
      for (Indicator indicator : section.indicators(i)) {
        context.use(i, indicator);
      }
    }
    List<Feature> features = version.features();
    ranked =
        IntStream.range(0, features.size())
            .filter(i -> !isAcross && features.get(i).isRanked())
            .toArray();
    ranks = new Input[ranked.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = context.input(features.get(ranked[i]).name());
    }
    scores = new Input[context.instruments()];
    if (isAcross) {
      Arrays.setAll(scores, i -> context.input("model." + context.instrument(i).symbol()));
    } else {
      Arrays.fill(scores, context.input("score"));
    }
  }

  /// Registers a model whose scores are recorded side by side, as `model.SYMBOL`; its features
  /// are not. For decisions in [Strategy#onMoment].
  public static ModelScore acrossInstruments(Context context, ModelVersion version) {
    return new ModelScore(context, version, true);
  }

  /// True if the instrument has a new bar at this moment and each feature has a value.
  public boolean isReady(int instrument) {
    read();
    return section.isPresent(instrument);
  }

  /// The score of an instrument that is ready; it becomes the input of the decision under way.
  public double score(int instrument) {
    if (!isReady(instrument)) {
      throw new IllegalStateException(
          "Instrument has no score now: symbol=%s. Ask isReady first."
              .formatted(context.instrument(instrument).symbol()));
    }
    double[] values = section.values(instrument);
    for (int i = 0; i < ranked.length; i++) {
      ranks[i].set(values[ranked[i]]);
    }
    double value = scorer.score(values);
    scores[instrument].set(value);
    return value;
  }

  /// The score of an instrument, and as the input of the decision too: NaN if it is not ready.
  public double scoreIfReady(int instrument) {
    if (isReady(instrument)) {
      return score(instrument);
    }
    scores[instrument].set(Double.NaN);
    return Double.NaN;
  }

  /// Whether this moment lies in the window the model was trained on, or before: a score there is
  /// no forecast.
  public boolean isTrainingTime() {
    return version.isTrainingTime(context.timeNanos());
  }

  private void read() {
    if (readNanos == context.timeNanos()) {
      return;
    }
    readNanos = context.timeNanos();
    section.clear();
    for (int i = 0; i < section.instruments(); i++) {
      if (context.isFresh(i)) {
        section.take(i);
      }
    }
    section.rank();
  }
}
