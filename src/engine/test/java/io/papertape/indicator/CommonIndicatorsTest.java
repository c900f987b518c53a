package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CommonIndicatorsTest {
  @Test
  void smaIsTheMeanOfTheLastPrices() {
    assertThat(Feed.closes(new Sma(3), 9, 1, 2, 6).value()).isEqualTo(3);
  }

  @Test
  void smaOfAnotherFieldLooksAtThatField() {
    assertThat(Feed.bar(new Sma(1, PriceField.HIGH), 2, 4, 1, 3, 0).value()).isEqualTo(4);
    assertThat(Feed.bar(new Sma(1, PriceField.MEDIAN), 2, 4, 1, 3, 0).value()).isEqualTo(2.5);
    assertThat(Feed.bar(new Sma(1, PriceField.TYPICAL), 2, 4, 1, 4, 0).value()).isEqualTo(3);
  }

  @Test
  void namesCarryTheParametersAndLeaveOutTheClose() {
    assertThat(new Sma(10).name()).isEqualTo("sma(10)");
    assertThat(new Sma(10, PriceField.HIGH).name()).isEqualTo("sma(10,high)");
    assertThat(new BollingerBands(20, 2).name()).isEqualTo("bollinger(20,2)");
    assertThat(new BollingerBands(20, 2.5).name()).isEqualTo("bollinger(20,2.5)");
    assertThat(Donchian.previous(20).name()).isEqualTo("donchian(20,previous)");
  }

  @Test
  void emaStartsAtTheMeanAndMovesByAlpha() {
    Ema ema = Feed.closes(new Ema(3), 1, 2, 3);
    assertThat(ema.value()).isEqualTo(2);
    assertThat(Feed.closes(ema, 6).value()).isEqualTo(4);
  }

  @Test
  void rsiIsTheShareOfTheRises() {
    Rsi rsi = Feed.closes(new Rsi(2), 10, 13);
    assertThat(rsi.isReady()).isFalse();
    assertThat(Feed.closes(rsi, 12).value()).isEqualTo(75);
    assertThat(Feed.closes(rsi, 12).value()).isEqualTo(75);
    assertThat(Feed.closes(new Rsi(2), 5, 5, 5).value()).isZero();
    assertThat(Feed.closes(new Rsi(2), 5, 6, 7).value()).isEqualTo(100);
  }

  @Test
  void trueRangeReachesToThePreviousClose() {
    TrueRange range = Feed.bar(Feed.closes(new TrueRange(), 10), 12, 13, 12, 13, 0);
    assertThat(range.value()).isEqualTo(3);
  }

  @Test
  void atrIsWildersAverageOfTheTrueRange() {
    Atr atr = Feed.closes(new Atr(2), 10, 12, 16);
    assertThat(atr.value()).isEqualTo(3);
    assertThat(Feed.closes(atr, 15).value()).isEqualTo(2);
  }

  @Test
  void bollingerBandsLieTwoPopulationDeviationsAway() {
    BollingerBands bands = Feed.closes(new BollingerBands(8, 2), 2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(bands.middle()).isEqualTo(5);
    assertThat(bands.upper()).isEqualTo(9);
    assertThat(bands.lower()).isEqualTo(1);
    assertThat(bands.outputName(1)).isEqualTo("upper");
  }

  @Test
  void standardDeviationIsThatOfThePopulation() {
    StandardDeviation deviation = new StandardDeviation(8);
    assertThat(Feed.closes(deviation, 2, 4, 4, 4, 5, 5, 7, 9).value()).isEqualTo(2);
  }

  @Test
  void donchianIncludesTheCurrentBarUnlessToldOtherwise() {
    Donchian with = Feed.closes(new Donchian(2), 1, 2, 5);
    Donchian without = Feed.closes(Donchian.previous(2), 1, 2, 5);
    assertThat(with.upper()).isEqualTo(5);
    assertThat(with.lower()).isEqualTo(2);
    assertThat(with.middle()).isEqualTo(3.5);
    assertThat(without.upper()).isEqualTo(2);
    assertThat(without.lower()).isEqualTo(1);
  }

  @Test
  void extremesForgetWhatLeftTheWindow() {
    RollingBound max = Feed.closes(RollingBound.max(2, PriceField.CLOSE), 9, 3, 4);
    RollingBound min = Feed.closes(RollingBound.min(3, PriceField.CLOSE), 1, 3, 4, 5, 3);
    assertThat(max.value()).isEqualTo(4);
    assertThat(min.value()).isEqualTo(3);
  }

  @Test
  void momentumAndRateOfChangeCompareWithThePriceBefore() {
    assertThat(Feed.closes(new Momentum(2), 4, 9, 5).value()).isEqualTo(1);
    assertThat(Feed.closes(new RateOfChange(2), 4, 9, 5).value()).isCloseTo(25, within(1e-13));
  }

  @Test
  void aSplitRestatesThePast() {
    Sma sma = Feed.closes(new Sma(2), 100, 200);
    sma.rescale(1, 4);
    assertThat(sma.value()).isEqualTo(37.5);
    assertThat(Feed.closes(sma, 52).value()).isEqualTo(51);
  }

  @Test
  void wrongParametersAreRefused() {
    assertThatThrownBy(() -> new Sma(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Indicator period is too short: indicator=sma, period=0. Use at least 1.");
    assertThatThrownBy(() -> new Sma(1).rescale(0, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Split ratio must be positive: numerator=0, denominator=4. A 4-for-1 split is 1, 4.");
    assertThatThrownBy(() -> new Sma(1).value(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Indicator has no such output: name=sma(1), output=1, outputs=value.");
  }
}
