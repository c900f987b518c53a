package io.papertape.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorrectionTest {
  @ParameterizedTest
  @EnumSource(Correction.class)
  void keepsTheOrderGivenAndNeverLowersAValue(Correction correction) {
    double[] p = {0.04, 0.001, 1, 0.03, 0.001, 0};
    double[] adjusted = correction.adjust(p);
    for (int i = 0; i < p.length; i++) {
      assertThat(adjusted[i]).isBetween(p[i], 1.0);
      for (int j = 0; j < p.length; j++) {
        assertThat(p[i] > p[j] && adjusted[i] < adjusted[j]).isFalse();
      }
    }
    assertThat(adjusted[1]).isEqualTo(adjusted[4]);
  }

  @ParameterizedTest
  @EnumSource(Correction.class)
  void leavesASingleValue(Correction correction) {
    assertThat(correction.adjust(new double[] {0.02})[0]).isCloseTo(0.02, within(1e-15));
    assertThat(correction.adjust(new double[0])).isEmpty();
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> Correction.HOLM.adjust(new double[] {0.1, 1.5}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not a p-value: p=1.5. Give numbers from 0 to 1.");
  }
}
