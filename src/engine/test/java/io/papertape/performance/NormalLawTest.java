package io.papertape.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalLawTest {
  /// Values of scipy 1.17.1.
  @ParameterizedTest
  @CsvSource({
    "-37.5, 4.605353009581954e-308",
    "-20, 2.7536241186061556e-89",
    "-8, 6.22096057427174e-16",
    "-5, 2.866515718791933e-07",
    "-2.5, 0.006209665325776132",
    "-1, 0.15865525393145707",
    "-0.1, 0.460172162722971",
    "1e-09, 0.5000000003989423",
    "0.3, 0.6179114221889526",
    "1.7, 0.955434537241457",
    "4, 0.9999683287581669",
    "8.2, 0.9999999999999999"
  })
  void probabilitiesAreThoseOfScipyFarOutToo(double z, double wanted) {
    assertThat(NormalLaw.cumulative(z)).isCloseTo(wanted, within(2e-12 * wanted));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-300, 37.0470962993612",
    "1e-100, 21.273453560965322",
    "1e-20, 9.262340089798409",
    "1e-13, 7.348796102800677",
    "1e-12, 7.034483825301131",
    "1e-09, 5.9978070150076865",
    "2e-07, 5.068957749717791",
    "0.001, 3.090232306167813",
    "0.05, 1.6448536269514729",
    "0.25, 0.6744897501960817",
    "0.4999, 0.0002506628300880075",
    "0.5, 0.0",
    "0.6, -0.2533471031357997",
    "0.975, -1.959963984540054",
    "0.999999, -4.753424308817087"
  })
  void quantilesAreThoseOfScipyFarOutToo(double q, double wanted) {
    assertThat(NormalLaw.exceededBy(q)).isCloseTo(wanted, within(1e-13 * Math.abs(wanted)));
  }

  @Test
  void hasNoQuantileOutsideItsRange() {
    assertThatThrownBy(() -> NormalLaw.quantile(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Probability has no quantile: probability=1.0. Give a number between 0 and 1.");
  }
}
