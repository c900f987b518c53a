package io.papertape.live.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SystemNanosTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong wall = new AtomicLong(1_000 * SECOND);
  private final AtomicLong steady = new AtomicLong(-7 * SECOND);
  private final SystemNanos nanos = new SystemNanos(wall::get, steady::get);

  @Test
  void runsWithTheSteadyCounterFromTheWallClock() {
    pass(3 * SECOND);
    assertThat(nanos.getAsLong()).isEqualTo(1_003 * SECOND);
    assertThat(nanos.check()).isEmpty();
  }

  @Test
  void aStepForwardsIsToldAndTakenOver() {
    wall.addAndGet(3_600 * SECOND);
    assertThat(nanos.getAsLong()).isEqualTo(1_000 * SECOND);
    assertThat(ClockStep.lastOf(nanos)).isEmpty();
    assertThat(nanos.check()).contains(new ClockStep(4_600 * SECOND, 3_600 * SECOND));
    assertThat(ClockStep.lastOf(nanos)).contains(new ClockStep(4_600 * SECOND, 3_600 * SECOND));
    assertThat(nanos.check()).isEmpty();
    assertThat(nanos.getAsLong()).isEqualTo(4_600 * SECOND);
  }

  @Test
  void aStepBackwardsIsToldAndMadeUpForAtHalfSpeed() {
    wall.addAndGet(-10 * SECOND);
    assertThat(nanos.check()).contains(new ClockStep(1_000 * SECOND, -10 * SECOND));
    pass(4 * SECOND);
    assertThat(nanos.getAsLong()).isEqualTo(1_002 * SECOND);
    assertThat(nanos.check()).isEmpty();
    pass(16 * SECOND);
    assertThat(nanos.getAsLong()).isEqualTo(wall.get()).isEqualTo(1_010 * SECOND);
    pass(SECOND);
    assertThat(nanos.getAsLong()).isEqualTo(wall.get());
  }

  @Test
  void neverRunsBackwardsWhateverTheWallClockDoes() {
    long[] steps = {-5 * SECOND, 9 * SECOND, -SECOND, -SECOND, 60_000_000L, -86_400 * SECOND};
    long last = nanos.getAsLong();
    for (long step : steps) {
      for (int i = 0; i < 10; i++) {
        pass(100_000_000L);
        assertThat(nanos.getAsLong()).isGreaterThan(last);
        last = nanos.getAsLong();
      }
      wall.addAndGet(step);
      assertThat(nanos.check()).map(ClockStep::stepNanos).contains(step);
      assertThat(nanos.getAsLong()).isGreaterThanOrEqualTo(last);
    }
  }

  @Test
  void smallDifferencesThatAddUpAreAStepInTheEnd() {
    wall.addAndGet(30_000_000L);
    assertThat(nanos.check()).isEmpty();
    wall.addAndGet(30_000_000L);
    assertThat(nanos.check()).map(ClockStep::stepNanos).contains(60_000_000L);
  }

  @Test
  void aCheckThatWasInterruptedFindsNothing() {
    var slow = new SystemNanos(wall::get, () -> steady.getAndAdd(20_000_000L));
    wall.addAndGet(SECOND);
    assertThat(slow.check()).isEmpty();
  }

  @Test
  void aClockThatLooksForNoStepsHasNone() {
    assertThat(ClockStep.lastOf(() -> 7)).isEmpty();
  }

  private void pass(long elapsed) {
    wall.addAndGet(elapsed);
    steady.addAndGet(elapsed);
  }
}
