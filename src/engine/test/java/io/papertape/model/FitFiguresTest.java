package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FitFiguresTest {
  @Test
  void figuresAreThoseByHand() {
    FitFigures figures =
        FitFigures.of(new double[] {1, 2, -1, 1}, new double[] {2, 4, -2, 0}, 1, 0);

    // Errors 1 + 4 + 1 + 1 = 7, spread 1 + 9 + 9 + 1 = 20; three sided targets, all hit.
    assertThat(figures.rSquared()).isCloseTo(0.65, within(1e-15));
    assertThat(figures.residualDeviation()).isCloseTo(1.3228756555322954, within(1e-15));
    assertThat(figures.hitRate()).isEqualTo(1);
    // Ranks 2.5 4 1 2.5 against 3 4 1 2: r = 4.5 / √(4.5 · 5)
    assertThat(figures.informationCoefficient().orElseThrow())
        .isCloseTo(0.9486832980505138, within(1e-12));
  }

  @Test
  void equalScoresHaveNoRankCorrelation() {
    FitFigures figures = FitFigures.of(new double[] {1, 1}, new double[] {2, -4}, 0, 0);

    assertThat(figures.informationCoefficient()).isEmpty();
    assertThat(figures.hitRate()).isEqualTo(0.5);
  }

  @Test
  void targetsThatDoNotVaryAreRefused() {
    assertThatThrownBy(() -> FitFigures.of(new double[] {1, 2}, new double[] {3, 3}, 3, 0))
        .hasMessage("Targets tell nothing: rows=2, spread=0.0. Give a longer window.");
  }
}
