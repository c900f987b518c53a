package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Moments that are known ahead, moments that are not, and both in one curve.
class EquityCurveTest {
  private static final long MINUTE = 60_000_000_000L;

  private static EquityCurve curve(RunMemory memory, long... knownTimes) {
    memory.begin();
    return new EquityCurve(knownTimes, memory);
  }

  @Test
  void aCurveMayLeaveTheKnownMomentsAndGoOn() {
    EquityCurve curve = curve(new RunMemory(), 10, 20, 30, 40);
    curve.add(10, 1);
    curve.add(20, 2);
    curve.add(25, 3);
    curve.add(30, 4);
    curve.add(40, 5);
    assertThat(curve.times()).containsExactly(10, 20, 25, 30, 40);
    assertThat(curve.values()).containsExactly(1e-8, 2e-8, 3e-8, 4e-8, 5e-8);
    assertThatThrownBy(() -> curve.extend(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theEndReplacesTheValueOfItsMomentOrAddsOne() {
    EquityCurve known = curve(new RunMemory(), 10, 20);
    known.add(10, 1);
    known.end(10, 7);
    assertThat(known.times()).containsExactly(10);
    assertThat(known.equity(0)).isEqualTo(7);
    EquityCurve unknown = curve(new RunMemory());
    unknown.add(10, 1);
    unknown.end(10, 8);
    unknown.end(11, 9);
    assertThat(unknown.times()).containsExactly(10, 11);
    assertThat(unknown.equity(0)).isEqualTo(8);
    assertThat(unknown.equity(1)).isEqualTo(9);
    EquityCurve left = curve(new RunMemory(), 10, 20);
    left.add(10, 1);
    left.end(15, 5);
    assertThat(left.times()).containsExactly(10, 15);
    assertThat(left.equity(0)).isEqualTo(1);
  }

  @Test
  void aMemoryUsedAgainHasNothingLeftOfTheCurveBefore() {
    RunMemory memory = new RunMemory();
    EquityCurve before = curve(memory);
    for (int i = 0; i < 2_000; i++) {
      before.add(MINUTE * i, i);
    }
    assertThat(before.size()).isEqualTo(2_000);
    assertThat(before.timeNanos(1_999)).isEqualTo(MINUTE * 1_999);
    EquityCurve curve = curve(memory);
    assertThat(curve.size()).isZero();
    assertThat(curve.isNextMinute(5)).isTrue();
    curve.add(5, 3);
    assertThat(curve.isNextMinute(MINUTE - 1)).isFalse();
    assertThat(curve.isNextMinute(MINUTE)).isTrue();
    assertThat(curve.minuteEndNanos()).isEqualTo(MINUTE);
    assertThat(curve.values()).containsExactly(3e-8);
  }
}
