package io.papertape.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final Parameters PARAMETERS =
      Parameters.of(Map.of("bars", "20", "width", "2.5", "short", "true", "venue", "NYSE"));

  @Test
  void eachTypeIsRead() {
    assertThat(PARAMETERS.integer("bars")).isEqualTo(20);
    assertThat(PARAMETERS.real("bars")).isEqualTo(20);
    assertThat(PARAMETERS.real("width")).isEqualTo(2.5);
    assertThat(PARAMETERS.flag("short")).isTrue();
    assertThat(PARAMETERS.text("venue")).isEqualTo("NYSE");
  }

  @Test
  void aWrongTypeIsRefused() {
    assertThatThrownBy(() -> PARAMETERS.integer("width"))
        .hasMessage("Parameter has the wrong type: name=width, value=2.5. Give a whole number.");
    assertThatThrownBy(() -> PARAMETERS.flag("bars"))
        .hasMessage("Parameter has the wrong type: name=bars, value=20. Give true or false.");
    assertThatThrownBy(() -> Parameters.of(Map.of("x", "NaN")).real("x"))
        .hasMessage("Parameter has the wrong type: name=x, value=NaN. Give a number.");
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThatThrownBy(() -> PARAMETERS.text("bar"))
        .hasMessage(
            "No such parameter: name=bar, known=bars, short, venue, width."
                + " Declare it under parameters in strategy.yaml.");
  }
}
