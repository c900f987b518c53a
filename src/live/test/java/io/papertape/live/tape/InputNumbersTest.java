package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.InputState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InputNumbersTest {
  @Test
  void numbersAreThoseOnTapes() {
    assertThat(Arrays.stream(InputState.values()).map(s -> InputNumbers.of(s) + " " + s))
        .containsExactlyInAnyOrder("0 LIVE", "1 STALE", "2 BROKEN", "3 BACKFILLED");
    for (InputState state : InputState.values()) {
      assertThat(InputNumbers.state(InputNumbers.of(state))).isEqualTo(state);
    }
  }

  @Test
  void anUnknownNumberIsAnError() {
    assertThatThrownBy(() -> InputNumbers.state(9))
        .hasMessage("Unknown state of an input: number=9. A later version wrote it; use that one.");
  }
}
