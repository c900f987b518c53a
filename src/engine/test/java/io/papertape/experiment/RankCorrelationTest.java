package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  @Test
  void itIsThatOfCommonsMathTiesIncluded() {
    double[] x = {3, 1, 4, 1, 5, 9, 2, 6};
    double[] y = {2, 7, 1, 8, 2, 8, 1, 8};
    assertThat(RankCorrelation.of(x, y))
        .isCloseTo(new SpearmansCorrelation().correlation(x, y), within(1e-12));
    assertThat(RankCorrelation.of(x, x)).isCloseTo(1, within(1e-12));
  }

  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    assertThat(RankCorrelation.ranks(new double[] {7, 3, 7, Double.NEGATIVE_INFINITY}))
        .containsExactly(3.5, 2, 3.5, 1);
  }

  @Test
  void aConstantColumnHasNoCorrelation() {
    assertThat(RankCorrelation.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
    assertThat(RankCorrelation.of(new double[] {1}, new double[] {1})).isNaN();
  }
}
