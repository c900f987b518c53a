package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionTrackerTest {
  private static final SessionTracker TRACKER = new SessionTracker(0.05, 0.9, 1);

  private static double[] returns(long seed, int count, double mean) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] returns = new double[count];
    for (int i = 0; i < count; i++) {
      returns[i] = mean + 0.01 * random.nextGaussian();
    }
    return returns;
  }

  @Test
  void aSessionThatEarnsLessThanItsBacktestIsOutsideAndAlarmed() {
    SessionTracking found =
        TRACKER.tracking("s", "r", returns(2, 250, -0.003), returns(1, 1_000, 0.001));
    assertThat(found.isInside()).isFalse();
    assertThat(found.total()).isLessThan(found.band().orElseThrow().low());
    assertThat(found.monitor().orElseThrow().isAlarmed()).isTrue();
    assertThat(found.monitor().orElseThrow().alarmAt()).isLessThan(200);
  }

  @Test
  void aSessionThatEarnsTheSameIsInsideWithoutAlarm() {
    SessionTracking found =
        TRACKER.tracking("s", "r", returns(2, 250, 0.001), returns(1, 1_000, 0.001));
    assertThat(found.isInside()).isTrue();
    assertThat(found.monitor().orElseThrow().isAlarmed()).isFalse();
    assertThat(found.days()).isEqualTo(250);
  }

  @Test
  void aSessionWithoutAWholeDayHasNoBand() {
    SessionTracking found = TRACKER.tracking("s", "r", new double[0], returns(1, 1_000, 0.001));
    assertThat(found.band()).isEmpty();
    assertThat(found.mean()).isNaN();
    assertThat(found.isInside()).isTrue();
    assertThat(found.monitor().orElseThrow().evidence()).isBetween(0.999, 1.001);
  }

  @Test
  void aBacktestOfOneDayTestsNothing() {
    SessionTracking found = TRACKER.tracking("s", "r", returns(2, 10, 0), returns(1, 1, 0));
    assertThat(found.monitor()).isEmpty();
    assertThat(found.band()).isEmpty();
    assertThat(found.isAlarmed()).isFalse();
    assertThat(found.labDays()).isEqualTo(1);
    assertThat(TRACKER.tracking("s", "r", new double[0], new double[0]).labMean()).isNaN();
  }
}
