package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  @Test
  void aDurationIsSaidInTheUnitThatFitsIt() {
    assertThat(NumberText.duration(10.0 / 86_400)).isEqualTo("10.00\u00A0s");
    assertThat(NumberText.duration(90.0 / 86_400)).isEqualTo("1.50\u00A0min");
    assertThat(NumberText.duration(0.25)).isEqualTo("6.00\u00A0h");
    assertThat(NumberText.duration(3.25)).isEqualTo("3.25\u00A0d");
    assertThat(NumberText.duration(0)).isEqualTo("0.00\u00A0d");
  }

  @Test
  void aTimeOfATickHasItsSecond() {
    assertThat(NumberText.second(52_416_000_000_000L, ZoneOffset.UTC))
        .isEqualTo("1970-01-01 14:33:36");
  }
}
