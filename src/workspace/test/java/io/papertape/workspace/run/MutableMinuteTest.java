package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import org.junit.jupiter.api.Test;

class MutableMinuteTest {
  private static final long HALF = FixedPoint.ONE / 2;

  private static long volume(long volumeStep, int trades, long quantity) {
    MutableMinute minute = new MutableMinute(volumeStep);
    for (int i = 0; i < trades; i++) {
      minute.add(i, 1_000, quantity);
    }
    return minute.take().volume();
  }

  /// Twenty times 9,000,000,000.5 units are 180,000,000,010, twice what a `long` holds in fixed
  /// point.
  @Test
  void aVolumeMayBeMoreThanFixedPointHolds() {
    assertThat(volume(FixedPoint.ONE, 20, 9_000_000_000L * FixedPoint.ONE + HALF))
        .isEqualTo(180_000_000_010L);
  }

  @Test
  void whatIsNoWholeStepIsCountedOnceItIs() {
    assertThat(volume(FixedPoint.ONE, 3, HALF)).isOne();
    assertThat(volume(3, 4, 2)).isEqualTo(2);
    assertThat(volume(1, 3, HALF)).isEqualTo(3 * HALF);
  }

  @Test
  void aCountBeyondTheLargestStaysThere() {
    assertThat(volume(1, 20, 9_000_000_000L * FixedPoint.ONE)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theNextMinuteBeginsWithNothing() {
    MutableMinute minute = new MutableMinute(FixedPoint.ONE);
    minute.add(0, 1_000, 3 * HALF);
    assertThat(minute.take().volume()).isOne();
    minute.add(MutableMinute.NANOS, 1_000, HALF);
    assertThat(minute.take().volume()).isZero();
  }

  @Test
  void withoutAStepThereIsNoVolume() {
    assertThat(volume(0, 2, FixedPoint.ONE)).isZero();
  }
}
