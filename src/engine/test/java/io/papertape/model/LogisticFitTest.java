package io.papertape.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Hours of study and whether the exam was passed: Wikipedia, "Logistic regression", example.
class LogisticFitTest {
  private static final double[] HOURS = {
    0.50, 0.75, 1.00, 1.25, 1.50, 1.75, 1.75, 2.00, 2.25, 2.50, 2.75, 3.00, 3.25, 3.50, 4.00, 4.25,
    4.50, 4.75, 5.00, 5.50
  };
  private static final double[] PASSED = {
    0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1
  };

  @Test
  void thePublishedCoefficientsAreFound() {
    double[] found = LogisticFit.fit(rows(), PASSED, 0);

    assertThat(found[0]).isCloseTo(-4.0777, within(5e-5));
    assertThat(found[1]).isCloseTo(1.5046, within(5e-5));
  }

  /// The published chances of 1 to 5 hours: 0.07, 0.26, 0.61, 0.87, 0.97.
  @Test
  void theScoreIsThePublishedChance() {
    double[] found = LogisticFit.fit(rows(), PASSED, 0);
    CoefficientModel model = new CoefficientModel.Logistic(found[0], Coefficients.of(found[1]), 0);

    double[] chances = {0.07, 0.26, 0.61, 0.87, 0.97};
    for (int hours = 1; hours <= 5; hours++) {
      assertThat(model.score(new double[] {hours})).isCloseTo(chances[hours - 1], within(5e-3));
    }
  }

  /// Against plain gradient descent (numpy 2.4.6) on the same sum, run until its slope is 10⁻¹³.
  @Test
  void thePenaltyShrinksAsGradientDescentFindsIt() {
    double[] found = LogisticFit.fit(rows(), PASSED, 2);

    assertThat(found[0]).isCloseTo(-2.67069214, within(5e-9));
    assertThat(found[1]).isCloseTo(0.97283682, within(5e-9));
  }

  @Test
  void separatedClassesAreRefusedWithoutAPenalty() {
    double[] separated = Arrays.stream(HOURS).map(h -> h > 2.6 ? 1 : 0).toArray();

    assertThatThrownBy(() -> LogisticFit.fit(rows(), separated, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Logistic fit does not settle: rows=20, penalty=0.0."
                + " Use a larger lambda or fewer features.");
    assertThat(LogisticFit.fit(rows(), separated, 1)[1]).isPositive();
  }

  private static double[][] rows() {
    return Arrays.stream(HOURS).mapToObj(h -> new double[] {h}).toArray(double[][]::new);
  }
}
