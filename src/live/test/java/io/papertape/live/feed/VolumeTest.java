package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.FixedPoint;
import org.junit.jupiter.api.Test;

class VolumeTest {
  private static final long ONE = FixedPoint.ONE;

  @Test
  void isCountedInOtherStepsHalfUp() {
    assertThat(new Volume(7, 1).in(2)).isEqualTo(4);
    assertThat(new Volume(4, 1).in(3)).isEqualTo(1);
    assertThat(new Volume(5, 1).in(3)).isEqualTo(2);
    assertThat(new Volume(5, ONE).in(1)).isEqualTo(5 * ONE);
    assertThat(new Volume(0, ONE).in(7)).isZero();
  }

  /// 1.3 · 10¹³ units are 1.3 · 10²¹ in fixed point, and a `long` ends at 9.2 · 10¹⁸.
  @Test
  void mayBeMoreThanFixedPointHolds() {
    Volume day = new Volume(13_000_000_000_005L, ONE);
    assertThat(day.in(ONE)).isEqualTo(13_000_000_000_005L);
    assertThat(day.in(10 * ONE)).isEqualTo(1_300_000_000_001L);
    assertThat(day.in(ONE / 10)).isEqualTo(130_000_000_000_050L);
    assertThat(day.in(1)).isEqualTo(Long.MAX_VALUE);
    assertThat(day.text()).isEqualTo("13000000000005");
  }

  @Test
  void isComparedAcrossSteps() {
    assertThat(new Volume(1, ONE).isBelow(new Volume(ONE + 1, 1))).isTrue();
    assertThat(new Volume(1, ONE).isBelow(new Volume(ONE, 1))).isFalse();
    assertThat(new Volume(ONE, 1).isBelow(new Volume(1, ONE))).isFalse();
    assertThat(new Volume(2, 1).isBelow(new Volume(3, 1))).isTrue();
  }

  @Test
  void isShownInWholeUnits() {
    assertThat(new Volume(0, ONE).text()).isEqualTo("0");
    assertThat(new Volume(100, ONE).text()).isEqualTo("100");
    assertThat(new Volume(150, ONE / 100).text()).isEqualTo("1.5");
  }
}
