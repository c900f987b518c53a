package io.papertape.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AveragesTest {
  private static final Offset<Double> TINY = within(1e-12);

  @Test
  void wmaWeighsTheNewestMost() {
    assertThat(Feed.closes(new Wma(3), 50, 1, 2, 6).value()).isEqualTo(23.0 / 6);
  }

  @Test
  void demaTemaAndHmaHaveNoLagOnAStraightLine() {
    assertThat(Feed.closes(new Dema(2), 1, 2, 3).value()).isCloseTo(3, TINY);
    assertThat(Feed.closes(new Tema(2), 1, 2, 3, 4).value()).isCloseTo(4, TINY);
    assertThat(Feed.closes(new Hma(4), 1, 2, 3, 4, 5).value()).isCloseTo(5, TINY);
  }

  @Test
  void trimaIsTheMeanOfMeans() {
    assertThat(Feed.closes(new Trima(3), 1, 2, 6).value()).isEqualTo(2.75);
  }

  @Test
  void kamaRunsAtFullSpeedInATrend() {
    assertThat(Feed.closes(new Kama(2), 1, 2, 3).value()).isCloseTo(2 + 4.0 / 9, TINY);
  }

  @Test
  void linearRegressionLooksOneBarAhead() {
    LinearRegression line = Feed.closes(new LinearRegression(3), 1, 2, 6);
    assertThat(line.slope()).isEqualTo(2.5);
    assertThat(line.value()).isEqualTo(5.5);
    assertThat(line.forecast()).isEqualTo(8);
  }

  @Test
  void rollingVwapWeighsByVolumeAndFallsBackToTheMean() {
    RollingVwap vwap = Feed.bar(new RollingVwap(2), 10, 10, 10, 10, 1);
    assertThat(Feed.bar(vwap, 20, 20, 20, 20, 3).value()).isEqualTo(17.5);
    RollingVwap silent = Feed.bar(new RollingVwap(2), 10, 10, 10, 10, 0);
    assertThat(Feed.bar(silent, 20, 20, 20, 20, 0).value()).isEqualTo(15);
  }

  @Test
  void macdHistogramIsMacdMinusSignal() {
    Macd macd = Feed.closes(new Macd(1, 2, 2), 1, 3, 6);
    assertThat(macd.macd()).isCloseTo(4.0 / 3, TINY);
    assertThat(macd.signal()).isCloseTo(7.0 / 6, TINY);
    assertThat(macd.histogram()).isCloseTo(1.0 / 6, TINY);
  }

  @Test
  void priceOscillatorsCompareFastWithSlow() {
    assertThat(Feed.closes(new Apo(1, 2), 1, 3).value()).isEqualTo(1);
    assertThat(Feed.closes(new Ppo(1, 2), 1, 3).value()).isEqualTo(50);
  }

  @Test
  void trixIsTheChangeInPercent() {
    assertThat(Feed.closes(new Trix(1), 100, 101).value()).isCloseTo(1, TINY);
  }

  @Test
  void ichimokuSpansComeFromBefore() {
    Ichimoku lines = Feed.closes(new Ichimoku(1, 2, 3), 1, 2, 3, 4, 5);
    assertThat(lines.tenkan()).isEqualTo(5);
    assertThat(lines.kijun()).isEqualTo(4.5);
    assertThat(lines.spanA()).isEqualTo(2.75);
    assertThat(lines.spanB()).isEqualTo(2);
  }

  @Test
  void ichimokuLinesBecomeReadyOneByOne() {
    Ichimoku lines = Feed.closes(new Ichimoku(1, 2, 3), 7);
    assertThat(lines.isReady(0)).isTrue();
    assertThat(lines.isReady(1)).isFalse();
    assertThat(lines.isReady()).isFalse();
    assertThat(lines.tenkan()).isEqualTo(7);
  }
}
