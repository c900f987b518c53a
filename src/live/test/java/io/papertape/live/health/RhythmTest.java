package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final HealthSettings SETTINGS = HealthSettings.DEFAULT;

  /// By its definition: some times what 99 in 100 of the last 256 intervals stay within.
  private static long byDefinition(List<Long> intervals) {
    int from = Math.max(0, intervals.size() - 256);
    List<Long> last = intervals.subList(from, intervals.size()).stream().sorted().toList();
    long usual = last.get((int) Math.ceil(0.99 * last.size()) - 1);
    return Math.clamp(
        (long) (SETTINGS.silenceFactor() * usual),
        SETTINGS.leastSilence().toNanos(),
        SETTINGS.mostSilence().toNanos());
  }

  @Test
  void aSilenceIsTooLongByTheLastIntervals() {
    SplittableRandom random = new SplittableRandom(1);
    Rhythm rhythm = new Rhythm(SETTINGS);
    List<Long> intervals = new ArrayList<>();
    for (int i = 1; i <= 2_000; i++) {
      long most = 1L << (20 + random.nextInt(16));
      intervals.add(random.nextInt(8) == 0 ? most : random.nextLong(most)); // some are the same
      rhythm.observe(intervals.getLast());
      if (i >= 16 && i % 16 == 0) {
        assertThat(rhythm.limitNanos()).as("after %d", i).isEqualTo(byDefinition(intervals));
      }
    }
  }
}
