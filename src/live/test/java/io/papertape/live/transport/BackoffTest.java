package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  @Test
  void theBoundDoublesUpToTheCap() {
    assertThat(LongStream.range(0, 7).map(i -> BACKOFF.boundNanos((int) i) / 1_000_000_000))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    assertThat(BACKOFF.boundNanos(63)).isEqualTo(30_000_000_000L);
    assertThat(BACKOFF.boundNanos(Integer.MAX_VALUE)).isEqualTo(30_000_000_000L);
  }

  @Test
  void anyDelayUpToTheBoundIsEquallyLikely() {
    var random = new SplittableRandom(1);
    var delays =
        LongStream.generate(() -> BACKOFF.nanos(3, random)).limit(10_000).summaryStatistics();
    assertThat(delays.getMin()).isBetween(0L, 10_000_000L);
    assertThat(delays.getMax()).isBetween(7_990_000_000L, 8_000_000_000L);
    assertThat(delays.getAverage()).isBetween(3.9e9, 4.1e9);
  }

  @Test
  void aRangeOfNothingIsRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessage(
            "Back-off has no range: base=PT2S, cap=PT1S. Give a base above 0 and a cap not below"
                + " it.");
  }
}
