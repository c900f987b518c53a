package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScalerTest {
  private static final double[][] ROWS = {{1, 2}, {3, 2}, {2, 6}, {10, 6}};

  @Test
  void standardTakesMeanAndPopulationDeviation() {
    Scaler scaler = Scaler.of(Scaler.Method.STANDARD, ROWS);

    assertThat(scaler.center()).containsExactly(4, 4);
    assertThat(scaler.scale()).containsExactly(Math.sqrt(12.5), 2);
    double[] scaled = new double[2];
    scaler.apply(new double[] {4, 6}, scaled);
    assertThat(scaled).containsExactly(0, 1);
  }

  /// Quartiles of 1, 2, 3, 10 as numpy.quantile gives them: 1.75, 2.5, 4.75.
  @Test
  void robustTakesMedianAndQuartiles() {
    Scaler scaler = Scaler.of(Scaler.Method.ROBUST, ROWS);

    assertThat(scaler.center()).containsExactly(2.5, 4);
    assertThat(scaler.scale()).containsExactly(3, 4);
  }

  @Test
  void aColumnThatDoesNotVaryIsRefused() {
    assertThatThrownBy(() -> Scaler.of(Scaler.Method.STANDARD, new double[][] {{1, 7}, {2, 7}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Scaler is not usable: feature=1, center=7.0, scale=0.0. Leave out what does not"
                + " vary.");
  }
}
