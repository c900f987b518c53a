package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofPaceTest {
  private final List<Long> rests = new ArrayList<>();
  private long now = 7;

  private void work(ProofPace pace, int steps, long nanosEach) {
    for (int i = 0; i < steps; i++) {
      now += nanosEach;
      pace.step();
    }
  }

  private ProofPace pace(int restShare) {
    return new ProofPace(
        () -> now,
        restShare,
        nanos -> {
          rests.add(nanos);
          now += nanos;
        });
  }

  @Test
  void itRestsThreeTimesAsLongAsItWorks() {
    work(pace(3), 1_600, 10_000);
    assertThat(rests).hasSize(25).containsOnly(1_920_000L);
  }

  @Test
  void aPieceIsNoShorterThanHalfAMillisecond() {
    work(pace(3), 1_600, 1_000);
    assertThat(rests).containsExactly(1_536_000L, 1_536_000L, 1_536_000L);
  }

  /// A thread that was kept waiting, or a machine that slept, has not worked as long as it seems.
  @Test
  void noRestIsLong() {
    work(pace(3), 16, 1_000_000_000);
    assertThat(rests).containsExactly(6_000_000L);
  }

  @Test
  void withoutAShareItNeverRests() {
    work(pace(0), 1_600, 10_000);
    assertThat(rests).isEmpty();
  }
}
