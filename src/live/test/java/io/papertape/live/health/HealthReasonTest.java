package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HealthReasonTest {
  @Test
  void numbersAndCodesStayAsTheyAreOnTapesAndInJournals() {
    assertThat(Arrays.stream(HealthReason.values()).map(r -> r.number() + " " + r.code()))
        .containsExactly(
            "0 healthy",
            "1 starting",
            "2 disconnected",
            "3 maintenance",
            "4 sequence-gap",
            "5 time-gap",
            "6 stall",
            "7 duplicate",
            "8 out-of-order",
            "9 late",
            "10 crossed-book",
            "11 bad-tick",
            "12 impossible",
            "13 clock-offset",
            "14 clock-step",
            "15 checksum",
            "16 missing-bar",
            "17 backfill",
            "18 revised-bar",
            "19 outage");
    assertThat(Arrays.stream(InputState.values()).map(s -> s.number() + " " + s))
        .containsExactly("0 LIVE", "1 STALE", "2 BROKEN", "3 BACKFILLED");
    for (HealthReason reason : HealthReason.values()) {
      assertThat(HealthReason.of(reason.number())).isEqualTo(reason);
    }
    for (InputState state : InputState.values()) {
      assertThat(InputState.of(state.number())).isEqualTo(state);
    }
  }

  @Test
  void anUnknownNumberIsAnError() {
    assertThatThrownBy(() -> HealthReason.of(99))
        .hasMessage("Unknown reason: number=99. A later version wrote it; use that one.");
    assertThatThrownBy(() -> InputState.of(9))
        .hasMessage("Unknown state of an input: number=9. A later version wrote it; use that one.");
  }
}
