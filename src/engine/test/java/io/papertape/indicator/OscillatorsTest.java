package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OscillatorsTest {
  private static final Offset<Double> TINY = within(1e-12);

  @Test
  void cmoIsTheBalanceOfRisesAndFalls() {
    assertThat(Feed.closes(new Cmo(2), 10, 13, 12).value()).isEqualTo(50);
  }

  @Test
  void natrIsAtrInPercentOfTheClose() {
    assertThat(Feed.closes(new Natr(2), 10, 12, 16).value()).isEqualTo(18.75);
  }

  @Test
  void directionalIndicesShareTheRange() {
    Adx adx = Feed.bar(new Adx(2), 9, 10, 8, 9, 0);
    Feed.bar(adx, 10, 12, 9, 11, 0);
    Feed.bar(adx, 10, 11, 7, 8, 0);
    assertThat(adx.plusDi()).isCloseTo(200.0 / 11, TINY);
    assertThat(adx.minusDi()).isCloseTo(400.0 / 11, TINY);
    assertThat(adx.dx()).isCloseTo(100.0 / 3, TINY);
    assertThatThrownBy(adx::adx)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Indicator has no value yet: name=adx(2), output=adx, bars=3, warmUpBars=4. Ask"
                + " isReady first.");
  }

  @Test
  void stochasticIsThePlaceInTheRange() {
    FastStochastic fast = Feed.bar(new FastStochastic(2, 1), 5, 10, 0, 5, 0);
    assertThat(Feed.bar(fast, 5, 8, 2, 7.5, 0).fastK()).isEqualTo(75);
    Stochastic slow = Feed.bar(new Stochastic(1, 2, 1), 5, 10, 0, 5, 0);
    assertThat(Feed.bar(slow, 5, 10, 0, 7, 0).slowK()).isEqualTo(60);
    assertThat(Feed.closes(new FastStochastic(2, 1), 5, 5).fastK()).isZero();
    assertThat(Feed.bar(new WilliamsR(1), 5, 10, 0, 7.5, 0).value()).isEqualTo(-25);
  }

  @Test
  void stochasticRsiIsHundredAtANewHighOfTheRsi() {
    assertThat(Feed.closes(new StochasticRsi(2, 2, 1), 10, 13, 12, 14).fastK()).isEqualTo(100);
    assertThat(Feed.closes(new StochasticRsi(2, 2, 1), 10, 13, 12, 12).fastK()).isZero();
  }

  @Test
  void cciCountsMeanDeviations() {
    assertThat(Feed.closes(new Cci(2), 1, 3).value()).isCloseTo(1 / 0.015, TINY);
    assertThat(Feed.closes(new Cci(2), 3, 3).value()).isZero();
  }

  @Test
  void obvAddsTheVolumeOfRisesAndTakesThatOfFalls() {
    Obv obv = Feed.bar(new Obv(), 10, 10, 10, 10, 5);
    Feed.bar(obv, 11, 11, 11, 11, 3);
    Feed.bar(obv, 11, 11, 11, 11, 9);
    assertThat(Feed.bar(obv, 9, 9, 9, 9, 2).value()).isEqualTo(6);
  }

  @Test
  void moneyFlowFollowsThePlaceOfTheClose() {
    assertThat(Feed.bar(new AccumulationDistribution(), 5, 10, 0, 7.5, 4).value()).isEqualTo(2);
    assertThat(Feed.bar(new Cmf(1), 5, 10, 0, 7.5, 4).value()).isEqualTo(0.5);
    ChaikinOscillator oscillator = Feed.bar(new ChaikinOscillator(1, 2), 5, 10, 0, 7.5, 4);
    assertThat(Feed.bar(oscillator, 5, 10, 0, 10, 3).value()).isCloseTo(1, TINY);
  }

  @Test
  void mfiIsTheShareOfTheRisingFlow() {
    Mfi mfi = Feed.bar(new Mfi(2), 10, 10, 10, 10, 1);
    Feed.bar(mfi, 20, 20, 20, 20, 1);
    assertThat(Feed.bar(mfi, 10, 10, 10, 10, 2).value()).isEqualTo(50);
  }

  @Test
  void aroonCountsTheBarsSinceTheExtreme() {
    Aroon aroon = Feed.closes(new Aroon(2), 3, 5, 4);
    assertThat(aroon.up()).isEqualTo(50);
    assertThat(aroon.down()).isZero();
    assertThat(aroon.oscillator()).isEqualTo(50);
    assertThat(Feed.closes(new Aroon(2), 5, 4, 5).up()).isEqualTo(100);
  }

  @Test
  void ultimateOscillatorIsHundredWhenEveryBarClosesAtItsHigh() {
    assertThat(Feed.closes(new UltimateOscillator(1, 2, 3), 1, 2, 3, 4).value()).isEqualTo(100);
  }

  @Test
  void spreadOfPricesIsMeasuredAroundTheirMean() {
    assertThat(Feed.closes(new Variance(8), 2, 4, 4, 4, 5, 5, 7, 9).value()).isEqualTo(4);
    assertThat(Feed.closes(new ZScore(3), 1, 2, 3).value()).isCloseTo(1, TINY);
    assertThat(Feed.closes(new HistoricVolatility(2, 2), 100, 200, 100).value())
        .isCloseTo(1.3862943611198906, TINY);
  }

  @Test
  void balanceOfPowerIsTheBodyInTheRange() {
    assertThat(Feed.bar(new BalanceOfPower(), 2, 4, 0, 3, 0).value()).isEqualTo(0.25);
  }

  @Test
  void pricesThatMoveTogetherCorrelate() {
    Correlation correlation = new Correlation(3, PriceField.HIGH, PriceField.LOW);
    Beta beta = new Beta(2, PriceField.HIGH, PriceField.LOW);
    for (int i : new int[] {1, 2, 5}) {
      Feed.bar(correlation, i, 2 * i, i, i, 0);
      Feed.bar(beta, i, 2 * i, i, i, 0);
    }
    assertThat(correlation.value()).isCloseTo(1, TINY);
    assertThat(beta.value()).isCloseTo(1, TINY);
  }

  @Test
  void keltnerBandsLieAverageRangesAway() {
    KeltnerChannel channel = Feed.closes(new KeltnerChannel(1, 1, 2), 10, 12);
    assertThat(channel.middle()).isEqualTo(12);
    assertThat(channel.upper()).isEqualTo(16);
    assertThat(channel.lower()).isEqualTo(8);
  }

  @Test
  void superTrendTurnsWhenTheCloseFallsThroughTheBand() {
    SuperTrend trend = Feed.closes(new SuperTrend(1, 1), 10, 12);
    assertThat(trend.value()).isEqualTo(10);
    assertThat(trend.direction()).isEqualTo(1);
    Feed.closes(trend, 9);
    assertThat(trend.value()).isEqualTo(12);
    assertThat(trend.direction()).isEqualTo(-1);
  }

  @Test
  void parabolicSarFollowsAndTurnsAtTheExtreme() {
    ParabolicSar sar = Feed.bar(new ParabolicSar(), 9, 10, 9, 10, 0);
    assertThat(Feed.bar(sar, 10, 11, 10, 11, 0).value()).isEqualTo(9);
    assertThat(Feed.bar(sar, 11, 12, 11, 12, 0).value()).isCloseTo(9.04, TINY);
    assertThat(Feed.bar(sar, 11, 11, 9, 9, 0).value()).isEqualTo(12);
  }

  @Test
  void fastMustBeShorterThanSlow() {
    assertThatThrownBy(() -> new Macd(26, 12, 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Indicator periods are in the wrong order: indicator=macd, fast=26, slow=12."
                + " Make fast shorter.");
  }

  @Test
  void widthsMustBeAboveZero() {
    assertThatThrownBy(() -> new BollingerBands(20, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Indicator parameter is not usable: indicator=bollinger, parameter=NaN."
                + " Give a number above 0.");
  }
}
