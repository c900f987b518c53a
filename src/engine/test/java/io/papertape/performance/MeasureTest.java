package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasureTest {
  private static final double[] STEADY = {0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001};

  @Test
  void refusesWhatIsNoNumber() {
    assertThatThrownBy(() -> Measure.of("sharpe", PerformanceConvention.PAPERTAPE, 3, 1 / 0.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Measure is no number: name=sharpe, value=Infinity. Make it absent with a reason.");
  }

  @Test
  void refusesAnIntervalThatIsNone() {
    assertThatThrownBy(() -> new Interval(2, 1, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Interval is not a finite range: low=2.0, high=1.0. Order the ends or leave it out.");
  }

  @Test
  void sayingTheValueOfAnAbsentFigureGivesTheReason() {
    Measure absent = new EmpyricalMetrics(STEADY, 252).sharpeRatio(0);
    assertThatThrownBy(absent::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Measure is absent: name=sharpe_ratio, reason=returns do not vary."
                + " Ask isPresent() first.");
  }

  @Test
  void steadyReturnsHaveNoRatioMadeOfRoundingNoise() {
    assertThat(new EmpyricalMetrics(STEADY, 252).skew().reason()).contains("returns do not vary");
    assertThat(new QuantstatsMetrics(STEADY, 252).sharpe(0).isPresent()).isFalse();
    assertThat(new EmpyricalBenchmark(STEADY, STEADY, 252).beta().reason())
        .contains("the benchmark does not vary");
  }

  @Test
  void aRatioWithoutLossesIsAbsent() {
    assertThat(new EmpyricalMetrics(STEADY, 252).omegaRatio(0).reason())
        .contains("no return below the threshold");
    assertThat(new EmpyricalMetrics(STEADY, 252).calmarRatio().reason()).contains("no drawdown");
    assertThat(new QuantstatsDays(STEADY).profitFactor().reason()).contains("no losing period");
    assertThat(new QuantstatsDays(STEADY).kellyCriterion().isPresent()).isFalse();
  }

  @Test
  void nothingHasNoFigures() {
    EmpyricalMetrics none = new EmpyricalMetrics(new double[0], 252);
    assertThat(none.sharpeRatio(0).reason()).contains("needs 2 observations, has 0");
    assertThat(none.annualReturn().reason()).contains("needs 1 observations, has 0");
    assertThat(none.maximumDrawdown().isPresent()).isFalse();
    assertThat(none.valueAtRisk(0.05).isPresent()).isFalse();
  }

  @Test
  void wealthBelowZeroHasNoAnnualReturnEvenIfTheExponentIsEven() {
    double[] overdrawn = {0.1, -1.5, 0.1};
    double[] twice = {-1.5, -1.5, 0.1};
    assertThat(new EmpyricalMetrics(overdrawn, 252).cagr().reason())
        .contains("wealth became negative");
    assertThat(new EmpyricalMetrics(twice, 252).cagr().reason()).contains("wealth became negative");
  }
}
