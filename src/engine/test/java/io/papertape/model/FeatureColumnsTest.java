package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.indicator.ColumnCheck;
import io.papertape.market.BarColumns;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Columns of features and scores equal their streams to the bit.
class FeatureColumnsTest {
  private static final BarColumns WALK = MadeBars.walk(5, 2_300);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return(1)",
        "return(20)",
        "return(3,2)",
        "logReturn(1)",
        "logReturn(7,3)",
        "volatility(1)",
        "volatility(7)",
        "volatility(20)",
        "volatility(1100)",
        "volumeRatio(2)",
        "volumeRatio(20)",
        "distance(sma(50))",
        "distance(ema(6))",
        "distance(macd(3,6,2))",
        "rsi(14)",
        "macd(3,6,2).histogram",
        "adx(5).plusDi",
        "bollinger(20,2).lower"
      })
  void aFeature(String name) {
    Feature feature = Feature.parse(name);
    for (BarColumns bars : bars()) {
      ColumnCheck.assertColumnsEqualTheStream(feature::createAlone, bars, 3);
      ColumnCheck.assertColumnsEqualTheStream(feature::create, bars, 4);
    }
  }

  /// A walk, short ones, one without volume, one with prices of 0 and below, one with leaps.
  private static List<BarColumns> bars() {
    long[] close = WALK.close().clone();
    long[] leaps = WALK.close().clone();
    for (int i = 100; i < close.length; i += 300) {
      close[i] = 0;
      close[i + 30] = -close[i + 30];
      close[i + 31] = 0;
      leaps[i] *= 3;
      leaps[i + 50] += leaps[i + 50] / 2_000_000;
    }
    long[] volume = WALK.volume().clone();
    Arrays.fill(volume, 200, 300, 0);
    volume[700] = Long.MAX_VALUE / 4;
    volume[1_500] = -5;
    return List.of(
        WALK,
        MadeBars.walk(1, 0),
        MadeBars.walk(1, 1),
        MadeBars.walk(1, 19),
        with(WALK.close(), volume),
        with(close, WALK.volume()),
        with(leaps, WALK.volume()));
  }

  private static BarColumns with(long[] close, long[] volume) {
    return new BarColumns(
        WALK.size(),
        WALK.openTimeNanos(),
        WALK.closeTimeNanos(),
        WALK.open(),
        WALK.high(),
        WALK.low(),
        close,
        volume);
  }

  @Test
  void aScore() {
    String[] names = {"return(5)", "macd(3,6,2).histogram", "adx(5).plusDi", "zScore(20)"};
    CoefficientVersion ridge = ModelFixture.ridge(1, names);
    CoefficientVersion logistic =
        new CoefficientVersion(
            "0002",
            ridge.features(),
            new Scaler(
                Scaler.Method.STANDARD, new double[] {0.1, 0, 20, 0.3}, new double[] {3, 7, 9, 11}),
            new CoefficientModel.Logistic(0.25, Coefficients.of(0.3, -0.7, 1.1, 0.9), 0.1),
            Target.parse("up(5)"),
            ridge.training(),
            ridge.baseline());
    for (CoefficientVersion version : List.of(ridge, logistic)) {
      ColumnCheck.assertColumnsEqualTheStream(() -> new ScoreIndicator(version), WALK, 5);
    }
  }

  @Test
  void aScoreIsThatOfTheCrossSection() {
    CoefficientVersion version = ModelFixture.ridge(1, "return(5)", "rsi(14)", "volatility(20)");
    CrossSection section = new CrossSection(version.features(), 1);
    Scorer scorer = new Scorer(version);
    double[] scores = new double[WALK.size()];
    int firstReady = new ScoreIndicator(version).fill(WALK, 0, WALK.size(), scores);

    for (int i = 0; i < WALK.size(); i++) {
      for (var indicator : section.indicators(0)) {
        indicator.update(0, 0, 0, WALK.close()[i], WALK.volume()[i]);
      }
      section.clear();
      assertThat(section.take(0)).isEqualTo(i >= firstReady);
      if (i >= firstReady) {
        assertThat(scores[i]).isEqualTo(scorer.score(section.values(0)));
      }
    }
  }

  @Test
  void aScoreThatIsNoNumberIsFoundInTheColumnAndThrownByTheStream() {
    long[] close = WALK.close().clone();
    close[1_700] = 0;
    BarColumns bars = with(close, WALK.volume());
    CoefficientVersion version = ModelFixture.ridge(1, "rsi(14)", "return(3)");
    ScoreIndicator column = new ScoreIndicator(version);
    ScoreIndicator stream = new ScoreIndicator(version);
    double[] scores = new double[bars.size()];
    column.fill(bars, 0, bars.size(), scores);
    for (int i = 0; i <= 1_703; i++) {
      stream.update(0, 0, 0, close[i], 1);
    }

    assertThat(column.firstFailure()).isEqualTo(1_703);
    assertThat(scores[1_702]).isFinite();
    assertThat(scores[1_703]).isInfinite();
    assertThat(scores[1_704]).isFinite();
    assertThatThrownBy(stream::value)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Score is no number: model=0001, feature=return(3), value=Infinity, score=Infinity."
                + " Check the data.");
  }

  @Test
  void barsWithoutAScoreAreNoFailure() {
    ScoreIndicator whole = new ScoreIndicator(ModelFixture.ridge(1, "rsi(14)", "return(3)"));
    whole.fill(WALK, 0, WALK.size(), new double[WALK.size()]);
    assertThat(whole.firstFailure()).isEqualTo(Integer.MAX_VALUE);

    ScoreIndicator parts = new ScoreIndicator(ModelFixture.ridge(1, "volatility(20)"));
    for (int i = 0; i < 60; i += 3) {
      parts.fill(WALK, i, i + 3, new double[WALK.size()]);
    }
    assertThat(parts.firstFailure()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aModelThatRanksHasNoScoreOfOneInstrument() {
    CoefficientVersion version = ModelFixture.ridge(1, "return(3)", "rank(return(20))");

    assertThat(version.isRanked()).isTrue();
    assertThat(ModelFixture.ridge(1, "return(3)").isRanked()).isFalse();
    assertThatThrownBy(() -> new ScoreIndicator(version))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Score needs all instruments at once: model=0001, feature=rank(return(20)). Use"
                + " ModelScore, which ranks at each moment.");
  }

  @Test
  void oneOutputIsNamedAfterIt() {
    assertThat(Stream.of("rsi(5)", "macd(3,6,2)", "macd(3,6,2).signal"))
        .allSatisfy(name -> assertThat(Feature.parse(name).createAlone().name()).isEqualTo(name));
    assertThatThrownBy(() -> Feature.parse("macd(3,6,2).signal").createAlone().value(1))
        .hasMessage(
            "Indicator has no such output: name=macd(3,6,2).signal, output=1. It has one, 0.");
  }
}
