package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.papertape.indicator.Indicator;
import io.papertape.market.BarColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTest {
  private static final BarColumns BARS =
      MadeBars.flat(new double[] {100, 110, 99, 99}, new long[] {10, 20, 60, 40});

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "return(1) | 0",
        "return(2) | -0.1",
        "return(1,1) | -0.1",
        "return(2,1) | -0.01",
        "distance(sma(2)) | 0",
        "distance(sma(4)) | -0.029411764705882353",
        "volumeRatio(2) | 0.8",
        "volumeRatio(4) | 1.2307692307692308",
        "momentum(3) | -1",
      })
  void aFeatureIsTheFormulaByHand(String name, double expected) {
    assertThat(last(name, BARS)).isCloseTo(expected, within(1e-15));
  }

  @Test
  void logarithmsAreThoseOfTheRatios() {
    assertThat(last("logReturn(2)", BARS)).isCloseTo(-0.10536051565782628, within(1e-16));
    // (ln² 1.1 + ln² 0.9 + ln² 1) / 3 = (0.0090840 + 0.0111008 + 0) / 3, its root
    assertThat(last("volatility(3)", BARS)).isCloseTo(0.082026, within(5e-7));
  }

  @Test
  void theVolumeRatioIsOneIfNothingTraded() {
    BarColumns quiet = MadeBars.flat(new double[] {1, 1}, new long[] {0, 0});
    assertThat(last("volumeRatio(2)", quiet)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return(3)",
        "logReturn(2,1)",
        "volatility(5)",
        "volumeRatio(4)",
        "distance(ema(6))",
        "distance(rollingVwap(6))",
        "rsi(4)",
        "bollinger(5,2).upper",
        "rank(return(3))",
        "rank(macd(3,6,2).histogram)",
      })
  void theNameIsReadBack(String name) {
    Feature feature = Feature.parse(name);

    assertThat(feature.name()).isEqualTo(name);
    assertThat(Feature.parse(" " + name + " ")).isEqualTo(feature);
    assertThat(feature.create().isReady()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return(3)",
        "logReturn(3,2)",
        "volatility(5)",
        "volumeRatio(4)",
        "distance(sma(6))"
      })
  void aSplitLeavesAFeatureAsItIs(String name) {
    BarColumns bars = MadeBars.walk(3, 60);
    Indicator whole = Feature.parse(name).create();
    Indicator split = Feature.parse(name).create();
    for (int i = 0; i < 60; i++) {
      int shares = i < 30 ? 1 : 2;
      if (i == 30) {
        split.rescale(1, 2);
      }
      feed(whole, bars, i, 1);
      feed(split, bars, i, shares);
      if (whole.isReady()) {
        assertThat(split.value()).isCloseTo(whole.value(), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "sma | Not the name of a feature: name=sma. Write it as return(5), rsi(14) or"
            + " rank(return(5)).",
        "return(x) | Feature parameters are not usable: name=return(x), parameters=x. Give one or"
            + " two whole numbers.",
        "volatility(3,4) | Feature parameters are not usable: name=volatility(3,4),"
            + " parameters=3,4. Give one whole number.",
        "return(0) | Indicator period is too short: indicator=return, period=0. Use at least 1.",
        "macd(3,6,2).middle | Feature names no output: indicator=macd(3,6,2), output=middle. It"
            + " has macd, signal, histogram.",
      })
  void aNameThatIsNoneSaysWhy(String name, String message) {
    assertThatThrownBy(() -> Feature.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void anUnknownKindNamesTheKnownOnes() {
    assertThatThrownBy(() -> Feature.parse("retrun(5)"))
        .hasMessageStartingWith(
            "Unknown feature: name=retrun(5). Known are return, logReturn, volatility,"
                + " volumeRatio, distance, rank and the indicators accumulationDistribution, ");
  }

  private static double last(String name, BarColumns bars) {
    Feature feature = Feature.parse(name);
    Indicator indicator = feature.create();
    MadeBars.feed(indicator, bars);
    return indicator.value(feature.output());
  }

  private static void feed(Indicator indicator, BarColumns bars, int i, int shares) {
    indicator.update(
        bars.open()[i] / shares,
        bars.high()[i] / shares,
        bars.low()[i] / shares,
        bars.close()[i] / shares,
        bars.volume()[i] * shares);
  }
}
