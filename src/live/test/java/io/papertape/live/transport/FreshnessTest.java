package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private static final long SECOND = 1_000_000_000L;

  private final Freshness freshness = new Freshness();

  @Test
  void onlyAPromptAnswerToAPingOfAfterTheDoubtEndsIt() {
    assertThat(freshness.ping(0)).isEmpty();
    assertThat(freshness.doubt(0)).isTrue();
    long first = freshness.ping(0).orElseThrow();
    assertThat(freshness.doubt(SECOND / 10)).isFalse(); // another pause: the ping was before it
    assertThat(freshness.answered(first, SECOND / 5)).isFalse();
    assertThat(freshness.ping(SECOND / 2)).isEmpty(); // one a second is enough
    long second = freshness.ping(SECOND).orElseThrow();
    assertThat(freshness.answered(first, SECOND)).isFalse();
    assertThat(freshness.answered(second, 2 * SECOND + 1)).isFalse(); // it waited too
    long third = freshness.ping(3 * SECOND).orElseThrow();
    assertThat(freshness.answered(third, 3 * SECOND + 30_000_000)).isTrue();
    assertThat(freshness.isInDoubt()).isFalse();
    assertThat(freshness.answered(third, 3 * SECOND + 40_000_000)).isFalse();
    assertThat(freshness.ping(9 * SECOND)).isEmpty();
  }

  @Test
  void aVenueThatGivesNoProofIsGivenUpOnce() {
    freshness.doubt(0);
    assertThat(freshness.givesUp(9 * SECOND)).isFalse();
    assertThat(freshness.givesUp(10 * SECOND)).isTrue();
    assertThat(freshness.givesUp(20 * SECOND)).isFalse();
    freshness.doubt(30 * SECOND);
    assertThat(freshness.givesUp(39 * SECOND)).isFalse();
    assertThat(freshness.givesUp(40 * SECOND)).isTrue();
  }

  @Test
  void aStandstillIsSeenByWhoeverLooksFirst() {
    AtomicLong real = new AtomicLong();
    StandstillWatch watch = new StandstillWatch(real::get);
    real.addAndGet(StandstillWatch.LOOK_NANOS + SECOND);
    assertThat(watch.stoodStill()).isFalse(); // it may just have looked late
    real.addAndGet(1);
    assertThat(watch.stoodStill()).isTrue();
    assertThat(watch.stoodStill()).isTrue(); // until the watching thread has seen it
    watch.seen();
    assertThat(watch.stoodStill()).isFalse();
  }
}
