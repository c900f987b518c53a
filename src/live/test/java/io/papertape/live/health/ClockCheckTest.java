package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockCheckTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;

  private final ClockCheck check = new ClockCheck(HealthSettings.DEFAULT);
  private long minute;

  /// An event a minute, as of a stream of bars.
  private void minutes(int count, long offset) {
    for (int i = 0; i < count; i++) {
      minute++;
      check.observe(minute * MINUTE + offset, minute * MINUTE);
    }
  }

  @Test
  void aSlowStreamHasForgottenAClockThatWasWrongAfterADozenEvents() {
    minutes(12, 0);
    assertThat(check.isKnown()).isTrue();
    minutes(6, 3 * SECOND);
    assertThat(check.isFarOff()).isTrue();

    minutes(13, 0);

    assertThat(check.isFarOff()).isFalse();
    assertThat(check.hasStepped()).isFalse();
  }

  @Test
  void whatTheVenueSaysWhenAskedTellsAtOnce() {
    minutes(12, 0);

    check.measured(3 * SECOND - 1, 3 * SECOND + 1);
    assertThat(check.hasStepped()).isTrue();
    check.measured(3 * SECOND - 1, 3 * SECOND + 1);
    assertThat(check.hasStepped()).isFalse();
    assertThat(check.isFarOff()).isTrue();
    check.measured(-SECOND, SECOND);
    check.measured(-SECOND, SECOND);

    assertThat(check.hasStepped()).isFalse();
    assertThat(check.isFarOff()).isFalse();
  }

  @Test
  void ofAClockThatHasBeenSetNothingIsKnownAnyMore() {
    check.measured(-10 * SECOND, -10 * SECOND);
    assertThat(check.offsetNanos()).isEqualTo(-10 * SECOND);

    check.restart();

    assertThat(check.isKnown()).isFalse();
    assertThat(check.offsetNanos()).isZero();
  }

  @Test
  void aClockThatIsSetTwiceBeforeAnythingCameIsDoubtedAllTheSame() {
    minutes(12, 0);
    assertThat(check.restart()).isTrue();
    assertThat(check.restart()).isTrue();
    assertThat(check.hasStepped()).isTrue();

    check.measured(-1, 1);
    assertThat(check.hasStepped()).isTrue();
    check.measured(-1, 1);
    assertThat(check.hasStepped()).isFalse();
  }
}
