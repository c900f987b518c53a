package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The ten returns of the golden vector, as published beside the definitions.
class SharpeEstimateTest {
  private static final double[] TEN = {
    0.01, -0.02, 0.015, 0, -0.005, 0.03, -0.012, 0.007, 0.004, -0.001
  };

  /// The golden figures are made of bias-adjusted moments, ours and those of the papers of
  /// biased.
  private final SharpeEstimate ten =
      new SharpeEstimate(0.199009672060, 10, 0.336257281549, 3 + 0.643871634714);

  @Test
  void momentsAreBiasedAndTheKurtosisIsRaw() {
    SharpeEstimate own = SharpeEstimate.of(TEN).orElseThrow();
    near(own.ratio(), 0.199009672060);
    near(own.skew(), 0.283557037203);
    near(own.kurtosis(), 3 - 0.181244327838);
    assertThat(own.n()).isEqualTo(10);
  }

  /// Excess kurtosis, as two engines have coded it, would give 0.732120298168.
  @Test
  void theGoldenConfidenceTakesRawKurtosis() {
    near(ten.probabilistic(0).get(), 0.728928465799);
    near(ten.probabilistic(1 / Math.sqrt(252)).get(), 0.661522470637);
  }

  @Test
  void theTrackRecordNeededGrowsWithTheSquareOfTheConfidence() {
    near(ten.minimumTrackRecord(0, 0.95).get(), 66.530286353);
  }

  @Test
  void deflatesByTheBestOfAHundred() {
    Trials trials = new Trials(100, 0.05);
    near(trials.luckySharpe(), 0.126530144660);
    near(ten.deflated(trials).get(), 0.587846176772);
  }

  @Test
  void theBestOfManyGrowsSlowly() {
    near(Trials.expectedMaximum(10), 1.57459830135);
    near(Trials.expectedMaximum(100), 2.53060289320);
    near(Trials.expectedMaximum(1_000), 3.25512151365);
    assertThat(Trials.expectedMaximum(1)).isEqualTo(0);
  }

  @Test
  void aSingleTrialIsNotDeflated() {
    Trials one = Trials.of(new double[] {0.3});
    assertThat(ten.deflated(one).get()).isEqualTo(ten.probabilistic(0).get());
    assertThat(Trials.of(new double[] {0.1, 0.3}).counting(9).count()).isEqualTo(9);
  }

  @Test
  void returnsThatDoNotVaryHaveNoRatio() {
    assertThat(SharpeEstimate.of(new double[] {0.1, 0.1, 0.1})).isEmpty();
    assertThat(SharpeEstimate.of(new double[] {0.1})).isEmpty();
  }

  @Test
  void twoValuesOnlyLeaveNoErrorToMeasure() {
    SharpeEstimate exact = new SharpeEstimate(1, 10, 2, 5);
    assertThat(exact.probabilistic(0).reason())
        .contains("returns take only two values and leave no error to measure");
  }

  @Test
  void noTrackRecordProvesARatioBelowItsBenchmark() {
    assertThat(ten.minimumTrackRecord(0.2, 0.95).reason())
        .contains("the Sharpe ratio does not exceed its benchmark");
    assertThat(new Trials(9, 1).minimumBacktestYears(0).reason())
        .contains("the Sharpe ratio is not above 0");
  }

  @Test
  void refusesWhatIsNoEstimate() {
    assertThatThrownBy(() -> new SharpeEstimate(Double.NaN, 10, 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Sharpe ratio is not estimated: ratio=NaN, n=10, skew=0.0, kurtosis=3.0."
                + " Give finite moments of at least 2 returns.");
    assertThatThrownBy(() -> new Trials(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Trials make no sense: count=0, deviation=1.0."
                + " Give at least 1 and a finite deviation.");
  }

  private static void near(double ours, double wanted) {
    assertThat(ours).isCloseTo(wanted, within(1e-10 * Math.abs(wanted)));
  }
}
