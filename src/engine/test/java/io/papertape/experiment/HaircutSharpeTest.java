package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HaircutSharpeTest {
  /// 0.75 a year over 240 months, best of 200: t = 3.354, p = 0.000796, 1 − (1 − p)²⁰⁰ = 0.147;
  /// quantiles by scipy 1.17.1.
  @Test
  void aMiddlingRatioLosesMoreThanHalf() {
    double[] sharpes = new double[200];
    sharpes[5] = 0.75 / Math.sqrt(12);
    double left = HaircutSharpe.of(sharpes, 240, Correction.SIDAK)[5] * Math.sqrt(12);
    assertThat(left).isCloseTo(0.3240623177938771, within(1e-9));
  }

  @Test
  void aSingleTrialKeepsItsRatioAndItsSign() {
    assertThat(HaircutSharpe.of(new double[] {-0.1}, 400, Correction.HOLM)[0])
        .isCloseTo(-0.1, within(1e-12));
  }

  @Test
  void extremesStayDefined() {
    double[] left = HaircutSharpe.of(new double[] {0, 0.01, 5}, 1_000, Correction.BONFERRONI);
    assertThat(left).containsExactly(0, 0, 5);
  }
}
