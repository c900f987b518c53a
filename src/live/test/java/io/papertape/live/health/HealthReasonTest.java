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
            "19 outage",
            "20 lag",
            "21 refused",
            "22 empty-side");
    for (HealthReason reason : HealthReason.values()) {
      assertThat(HealthReason.of(reason.number())).isEqualTo(reason);
    }
  }

  @Test
  void anUnknownNumberIsAnError() {
    assertThatThrownBy(() -> HealthReason.of(99))
        .hasMessage("Unknown reason: number=99. A later version wrote it; use that one.");
  }
}
