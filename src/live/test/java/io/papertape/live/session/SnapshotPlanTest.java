package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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

  /// Niceness is the nineteenth field; the second is a name in parentheses.
  @Test
  @EnabledOnOs(OS.LINUX)
  void proofsInTheBackgroundYieldToAllElse() {
    CompletableFuture<String> niceness = new CompletableFuture<>();
    SnapshotPlan.inBackground(_ -> {})
        .prover()
        .execute(
            () -> {
              try {
                String line = Files.readString(Path.of("/proc/thread-self/stat"));
                niceness.complete(line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[16]);
              } catch (IOException e) {
                niceness.completeExceptionally(e);
              }
            });
    assertThat(niceness.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("19");
  }
}
