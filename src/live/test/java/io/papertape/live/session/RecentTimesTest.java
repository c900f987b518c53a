package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentTimesTest {
  @Test
  void quantilesAreOfTheLastOnes() {
    SplittableRandom random = new SplittableRandom(1);
    RecentTimes times = new RecentTimes(7);
    List<Long> all = new ArrayList<>();
    assertThat(times.quantile(50)).isZero();
    for (int i = 0; i < 1_000; i++) {
      all.add(random.nextLong(10)); // many are the same
      times.add(all.getLast());
      List<Long> last = all.subList(Math.max(0, all.size() - 7), all.size());
      List<Long> rising = last.stream().sorted().toList();
      for (int percent : new int[] {1, 50, 99, 100}) {
        int place = (int) Math.ceil(rising.size() * percent / 100.0);
        assertThat(times.quantile(percent)).isEqualTo(rising.get(place - 1));
      }
    }
  }
}
