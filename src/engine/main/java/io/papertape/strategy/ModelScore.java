package io.papertape.strategy;

import io.papertape.indicator.Indicator;
import io.papertape.model.CoefficientVersion;
import io.papertape.model.CrossSection;
import io.papertape.model.Feature;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelVersion;
import io.papertape.model.RemoteVersion;
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
///
/// A [RemoteVersion] is asked once a moment for all instruments that have a new bar. While it does
/// not answer, no instrument is ready, a score is NaN, and the engine takes no order.
public final class ModelScore {
  private final Context context;
  private final ModelVersion version;
  private final CrossSection section;
  private final Scores source;
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
    source =
        switch (version) {
          case CoefficientVersion known -> new Computed(new Scorer(known));
          case RemoteVersion remote -> new Asked(context, remote);
        };
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

  /// True if the instrument has a new bar at this moment, each feature has a value and the model,
  /// if it is remote, has answered.
  public boolean isReady(int instrument) {
    read();
    return section.isPresent(instrument) && source.isThere();
  }

  /// The score of an instrument that is ready; it becomes the input of the decision under way. NaN
  /// if all that is missing is the answer of a remote model.
  public double score(int instrument) {
    read();
    if (!section.isPresent(instrument)) {
      throw new IllegalStateException(
          "Instrument has no score now: symbol=%s. Ask isReady first."
              .formatted(context.instrument(instrument).symbol()));
    }
    double[] values = section.values(instrument);
    for (int i = 0; i < ranked.length; i++) {
      ranks[i].set(values[ranked[i]]);
    }
    double value = source.score(instrument, values);
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
    source.begin(section);
  }

  /// Where the scores of a moment come from.
  private sealed interface Scores {
    /// The features of a moment are known.
    void begin(CrossSection features);

    boolean isThere();

    double score(int instrument, double[] features);
  }

  private record Computed(Scorer scorer) implements Scores {
    @Override
    public void begin(CrossSection features) {
      // each is computed when it is asked for
    }

    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public double score(int instrument, double[] features) {
      return scorer.score(features);
    }
  }

  /// All rows of a moment are asked for in one go.
  private static final class Asked implements Scores {
    private final Context context;
    private final RemoteVersion version;
    private final double[] scores;
    private boolean isThere;

    Asked(Context context, RemoteVersion version) {
      this.context = context;
      this.version = version;
      scores = new double[context.instruments()];
      context.reason("model-unavailable"); // the engine explains HOLDs by it
    }

    @Override
    public void begin(CrossSection features) {
      Arrays.fill(scores, Double.NaN);
      isThere = false;
      int[] present = IntStream.range(0, scores.length).filter(features::isPresent).toArray();
      if (present.length == 0 || version.isTrainingTime(context.timeNanos())) {
        return;
      }
      double[][] rows = Arrays.stream(present).mapToObj(features::values).toArray(double[][]::new);
      if (context.ask(version, rows) instanceof ModelAnswer.Scores(double[] values)) {
        for (int i = 0; i < present.length; i++) {
          scores[present[i]] = values[i];
        }
        isThere = true;
      }
    }

    @Override
    public boolean isThere() {
      return isThere;
    }

    @Override
    public double score(int instrument, double[] features) {
      return scores[instrument];
    }
  }
}
