package io.papertape.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What runs in the background runs here when the test says so.
class LatestFindingTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private int found;

  private int find() {
    now.addAndGet(2 * SECOND);
    return ++found;
  }

  private LatestFinding<Integer> latest(Duration keep) {
    return new LatestFinding<>(this::find, background::add, keep, Duration.ZERO, now::get);
  }

  private static Optional<Integer> asked(LatestFinding<Integer> latest)
      throws InterruptedException {
    return latest.get().map(LatestFinding.Found::what);
  }

  @Test
  void whoAsksIsToldTheLastFindingAndNeverWaitsForTheNext() throws Exception {
    LatestFinding<Integer> latest = latest(Duration.ofSeconds(10));
    assertThat(asked(latest)).isEmpty();
    assertThat(asked(latest)).isEmpty();
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(asked(latest)).contains(1);
    assertThat(background).isEmpty();
    // It took two seconds: it rests for eighteen, although it is kept for ten.
    now.addAndGet(18 * SECOND - 1);
    assertThat(asked(latest)).contains(1);
    assertThat(background).isEmpty();
    now.addAndGet(1);
    assertThat(asked(latest)).contains(1);
    assertThat(background).hasSize(1);
    background.remove().run();
    assertThat(asked(latest)).contains(2);
  }

  @Test
  void oneThatIsQuickIsWaitedFor() throws Exception {
    LatestFinding<Integer> latest =
        new LatestFinding<>(
            this::find,
            task -> Thread.ofPlatform().start(task),
            Duration.ZERO,
            Duration.ofHours(1),
            now::get);
    assertThat(asked(latest)).contains(1);
    assertThat(asked(latest)).contains(2);
  }
}
