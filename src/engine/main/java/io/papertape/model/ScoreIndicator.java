package io.papertape.model;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.Indicator;
import io.papertape.indicator.PriceScale;
import io.papertape.market.BarColumns;

/// The score of a model over the bars of one instrument: what [FeatureVector] and [Scorer] give
/// bar by bar, to the bit.
///
/// A score that is no number throws when it is asked for, as in [Scorer#score]; a column holds it
/// as it is.
public final class ScoreIndicator extends CountedIndicator {
  /// Name of the score among the inputs of a decision.
  public static final String NAME = "score";

  private final FeatureVector features;
  private final Indicator[] indicators;
  private final int[] outputs;
  private final Scorer scorer;
  private double[] column = {};
  private int taken;
  private int firstFailure = Integer.MAX_VALUE;

  /// @throws IllegalArgumentException if a feature is a rank among instruments, or the model is
  ///     remote: what it will say cannot be computed ahead
  public ScoreIndicator(ModelVersion version) {
    this(ofCoefficients(version));
  }

  private ScoreIndicator(CoefficientVersion version) {
    super(NAME, warmUpBars(version));
    features = new FeatureVector(version.features());
    indicators = features.indicators().toArray(Indicator[]::new);
    outputs = version.features().stream().mapToInt(Feature::output).toArray();
    scorer = new Scorer(version);
  }

  private static CoefficientVersion ofCoefficients(ModelVersion version) {
    return switch (version) {
      case CoefficientVersion known -> known;
      case RemoteVersion remote ->
          throw new IllegalArgumentException(
              ("Score comes from outside: model=%s, url=%s."
                      + " Use ModelScore, which asks at each moment.")
                  .formatted(remote.id(), remote.server().url()));
    };
  }

  private static int warmUpBars(ModelVersion version) {
    int most = 0;
    for (Feature feature : version.features()) {
      if (feature.isRanked()) {
        throw new IllegalArgumentException(
            ("Score needs all instruments at once: model=%s, feature=%s."
                    + " Use ModelScore, which ranks at each moment.")
                .formatted(version.id(), feature));
      }
      most = Math.max(most, feature.create().warmUpBars());
    }
    return most;
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    taken = Math.min(taken + 1, warmUpBars());
    for (Indicator indicator : indicators) {
      indicator.update(open, high, low, close, volume);
    }
  }

  @Override
  protected double output(int output) {
    features.read();
    return scorer.score(features.values());
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    if (column.length == 0) {
      column = new double[BLOCK_BARS];
    }
    int count = to - from;
    scorer.beginColumns(into, count);
    for (int i = 0; i < indicators.length; i++) {
      indicators[i].fill(bars, from, to, outputs[i], column, 0);
      scorer.addColumn(i, column, into, count);
    }
    scorer.endColumns(into, count);
    if (firstFailure == Integer.MAX_VALUE) {
      note(into, Math.max(0, warmUpBars() - 1 - taken), count, from);
    }
    taken = Math.min(taken + count, warmUpBars());
  }

  /// A maximum of magnitudes is NaN or infinite if one of them is.
  private void note(double[] scores, int ready, int count, int from) {
    double most = 0;
    for (int i = ready; i < count; i++) {
      most = Math.max(most, Math.abs(scores[i]));
    }
    if (Double.isFinite(most)) {
      return;
    }
    int first = ready;
    while (Double.isFinite(scores[first])) {
      first++;
    }
    firstFailure = from + first;
  }

  /// Index of the first bar of the filled columns whose score is no number; [Integer#MAX_VALUE]
  /// if there is none.
  public int firstFailure() {
    return firstFailure;
  }

  @Override
  protected void rescale(PriceScale scale) {
    for (Indicator indicator : indicators) {
      indicator.rescale(scale.numerator(), scale.denominator());
    }
  }
}
