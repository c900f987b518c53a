package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotPlanTest {
  private final SnapshotPlan plan = new SnapshotPlan(1_000, 500, Runnable::run, _ -> {});

  @Test
  void aSnapshotIsDueOnceBothHaveCome() {
    assertThat(plan.isDue(false, 1_000, 500)).isTrue();
    assertThat(plan.isDue(false, 999, 500)).isFalse();
    assertThat(plan.isDue(false, 1_000, 499)).isFalse();
  }

  @Test
  void theFirstIsDueAfterATenthOfBoth() {
    assertThat(plan.isDue(true, 100, 50)).isTrue();
    assertThat(plan.isDue(true, 99, 50)).isFalse();
    assertThat(plan.isDue(true, 100, 49)).isFalse();
  }

  /// There is no place on a tape that has not begun.
  @Test
  void noneIsDueBeforeAMoment() {
    assertThat(new SnapshotPlan(5, 0, Runnable::run, _ -> {}).isDue(true, 0, 50)).isFalse();
  }

  @Test
  void aServiceLetsProofsRestAndOthersDoNot() {
    assertThat(SnapshotPlan.inBackground(_ -> {}).restShare()).isPositive();
    assertThat(plan.restShare()).isZero();
  }
}
