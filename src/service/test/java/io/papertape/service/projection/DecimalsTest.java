package io.papertape.service.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DecimalsTest {
  @Test
  void equityAboveTheLimitOfOneAmountIsTaken() {
    assertThat(Decimals.of("14541641840.03096")).isEqualTo("14541641840.03096000");
    assertThat(Decimals.text(Decimals.of("-92233720368.54775807")))
        .isEqualTo("-92233720368.54775807");
  }

  @Test
  void whatNoBookCanHoldIsRefused() {
    for (String text : new String[] {"0.123456789", "92233720368.54775808", "NaN", ""}) {
      assertThatThrownBy(() -> Decimals.of(text))
          .isInstanceOfAny(ArithmeticException.class, NumberFormatException.class);
    }
  }
}
