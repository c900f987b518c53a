package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.venue.RequestLimit;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestPaceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final int MOST = 60;

  private final RequestPace pace = pace(1);

  private static RequestPace pace(long seed) {
    return new RequestPace(
        RestRules.STANDARD, new RequestBudget(MOST, MINUTE), new SplittableRandom(seed));
  }

  private OptionalLong fail(long nowNanos) {
    return pace.failed(Reason.UNAVAILABLE, OptionalLong.empty(), nowNanos);
  }

  @Test
  void aVenueThatFailsDoesNotUseUpTheBudget() {
    for (long seed = 1; seed <= 100; seed++) {
      RequestPace failing = pace(seed);
      long now = 0;
      int sent = 0;
      while (now < MINUTE) {
        now = failing.sendNanos(1, now);
        failing.sent(1, now);
        sent++;
        failing.failed(Reason.UNAVAILABLE, OptionalLong.empty(), now);
      }

      assertThat(sent).as("seed=%d", seed).isLessThan(MOST);
      assertThat(failing.sendNanos(1, now)).isLessThanOrEqualTo(now + 4 * SECOND);
    }
  }

  @Test
  void anotherRequestToAVenueThatFailsWaitsAsTheFailedOneDoes() {
    long again = fail(0).orElseThrow();

    assertThat(again).isPositive();
    assertThat(pace.sendNanos(1, 0)).isEqualTo(again);
  }

  @Test
  void aRequestIsGivenUpAfterItsAttemptsAndTheNextOneAtOnceWhileTheVenueFails() {
    assertThat(fail(0)).isPresent();
    assertThat(fail(SECOND)).isPresent();
    assertThat(fail(2 * SECOND)).isPresent();
    assertThat(fail(3 * SECOND)).isEmpty();

    assertThat(fail(4 * SECOND)).isEmpty();
  }

  @Test
  void anAnswerLetsTheNextRequestHaveAllItsAttemptsAgain() {
    for (int i = 0; i < 8; i++) {
      fail(i * SECOND);
    }

    pace.answered();

    assertThat(fail(20 * SECOND)).isPresent();
    assertThat(pace.sendNanos(1, 20 * SECOND)).isLessThanOrEqualTo(20 * SECOND + SECOND / 2);
  }

  @Test
  void whatCannotHealIsNotAskedAgainAndHoldsNothingUp() {
    assertThat(pace.failed(Reason.REFUSED, OptionalLong.empty(), 0)).isEmpty();

    assertThat(pace.sendNanos(1, 0)).isZero();
  }

  @Test
  void aVenueThatSaysWhenToComeAgainIsNotAskedBefore() {
    OptionalLong again = pace.failed(Reason.RATE_LIMITED, OptionalLong.of(7 * SECOND), 0);

    assertThat(again).hasValue(7 * SECOND);
    assertThat(pace.sendNanos(1, SECOND)).isEqualTo(7 * SECOND);
  }

  @Test
  void requestsThatWereUnderWayTogetherFailAsOne() {
    pace.failed(Reason.UNAVAILABLE, OptionalLong.empty(), 0, SECOND);
    for (int i = 0; i < 8; i++) {
      assertThat(pace.failed(Reason.UNAVAILABLE, OptionalLong.empty(), 0, SECOND + i)).isPresent();
    }
    for (int i = 2; i < 5; i++) {
      assertThat(pace.failed(Reason.UNAVAILABLE, OptionalLong.empty(), i * MINUTE, i * MINUTE))
          .as("failure %d", i)
          .isEqualTo(i < 4 ? OptionalLong.of(pace.sendNanos(1, 0)) : OptionalLong.empty());
    }
  }

  @Test
  void turnsOfOneScopeComeOneAfterAnotherAndThoseOfAnotherAtOnce() {
    RequestLimit pair = RequestLimit.of("pair", 1, Duration.ofSeconds(1));
    RequestLimit other = RequestLimit.of("other", 1, Duration.ofSeconds(1));

    assertThat(pace.turn(pair, 0)).isZero();
    assertThat(pace.turn(pair, 0)).isEqualTo(SECOND);
    assertThat(pace.turn(pair, 0)).isEqualTo(2 * SECOND);
    assertThat(pace.turn(other, 0)).isZero();
  }

  @Test
  void aTurnThatIsTooFarAwayIsNotTaken() {
    RequestLimit rare = RequestLimit.of("rare", 1, Duration.ofSeconds(31));
    pace.turn(rare, 0);
    assertThat(pace.turn(rare, 0)).isEqualTo(31 * SECOND);
    assertThat(pace.turn(rare, 2 * SECOND)).isEqualTo(31 * SECOND);
  }

  @Test
  void aTurnIsLostOnceItHasPassedOrTheVenueHasFailed() {
    long turn = pace.turn(RequestLimit.of(10, Duration.ofSeconds(1)), 0);
    assertThat(pace.isLost(turn, SECOND / 4)).isFalse();
    assertThat(pace.isLost(turn, SECOND / 4 + 1)).isTrue();

    fail(0);

    assertThat(pace.isLost(turn, 0)).isTrue();
  }
}
