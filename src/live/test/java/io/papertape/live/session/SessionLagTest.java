package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.market.InputState;
import org.junit.jupiter.api.Test;

class SessionLagTest {
  private static final long SECOND = ToldFeed.SECOND;

  private static InputChange change(
      int instrument, long nanos, InputState state, HealthReason reason) {
    return new InputChange(instrument, nanos, state, reason, nanos);
  }

  @Test
  void whatCameTwoSecondsAgoIsNewEnough() {
    SessionLag lag = new SessionLag(1, InputState.LIVE, 60 * SECOND);
    assertThat(lag.before(SECOND, 3 * SECOND, 0)).isEmpty();
    assertThat(lag.before(SECOND, 3 * SECOND + 1, 0))
        .containsExactly(change(0, SECOND, InputState.STALE, HealthReason.LAG));
    assertThat(lag.before(SECOND, 4 * SECOND, 0)).isEmpty();
  }

  @Test
  void anInputIsAsItsFeedSaysOnceTheSessionHasCaughtUp() {
    SessionLag lag = new SessionLag(3, InputState.LIVE, 60 * SECOND);
    InputChange broken = change(1, 1, InputState.BROKEN, HealthReason.DISCONNECTED);
    assertThat(lag.of(broken)).isEqualTo(broken);
    assertThat(lag.before(SECOND, 9 * SECOND, 0))
        .containsExactly(
            change(0, SECOND, InputState.STALE, HealthReason.LAG),
            change(2, SECOND, InputState.STALE, HealthReason.LAG));
    assertThat(lag.of(change(1, 2 * SECOND, InputState.LIVE, HealthReason.HEALTHY)))
        .isEqualTo(change(1, 2 * SECOND, InputState.STALE, HealthReason.LAG));
    InputChange stalled = change(2, 3 * SECOND, InputState.STALE, HealthReason.STALL);
    assertThat(lag.of(stalled)).isEqualTo(stalled);
    assertThat(lag.before(9 * SECOND, 9 * SECOND + SECOND, 0)).isEmpty();
    assertThat(lag.before(10 * SECOND, 10 * SECOND + SECOND / 2, 0))
        .containsExactly(
            change(0, 10 * SECOND, InputState.LIVE, HealthReason.HEALTHY),
            change(1, 10 * SECOND, InputState.LIVE, HealthReason.HEALTHY));
  }

  @Test
  void afterAnOutageAnInputThatWasNotSpokenOfStaysAsItIs() {
    SessionLag lag = new SessionLag(1, InputState.BROKEN, 60 * SECOND);
    assertThat(lag.before(SECOND, 9 * SECOND, 0)).isEmpty();
    assertThat(lag.before(9 * SECOND, 9 * SECOND, 0)).isEmpty();
  }

  @Test
  void aTapeThatAClockAheadHasMovedStandsUntilOurClockIsThere() {
    SessionLag lag = new SessionLag(1, InputState.LIVE, 60 * SECOND);
    assertThat(lag.before(9 * SECOND, 9 * SECOND, 69 * SECOND)).isEmpty();
    assertThat(lag.before(9 * SECOND, 9 * SECOND, 70 * SECOND))
        .containsExactly(change(0, 9 * SECOND, InputState.STALE, HealthReason.CLOCK_OFFSET));
    assertThat(lag.of(change(0, 10 * SECOND, InputState.LIVE, HealthReason.HEALTHY)))
        .isEqualTo(change(0, 10 * SECOND, InputState.STALE, HealthReason.CLOCK_OFFSET));
    assertThat(lag.before(69 * SECOND, 69 * SECOND, 70 * SECOND)).isEmpty();
    assertThat(lag.before(70 * SECOND, 70 * SECOND, 70 * SECOND))
        .containsExactly(change(0, 70 * SECOND, InputState.LIVE, HealthReason.HEALTHY));
  }
}
