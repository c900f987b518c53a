package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongsByIdTest {
  @Test
  void holdsWhatAMapHolds() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      LongsById longs = new LongsById();
      TreeMap<Integer, Long> map = new TreeMap<>();
      int most = random.nextInt(1, 600);
      for (int step = 0; step < 5_000; step++) {
        int id = random.nextInt(1, 4 * most);
        if (map.size() < most && random.nextBoolean()) {
          long value = random.nextLong();
          longs.put(id, value);
          map.put(id, value);
        } else {
          longs.remove(id);
          map.remove(id);
        }
        int asked = random.nextInt(0, 4 * most);
        assertThat(longs.get(asked, -7)).isEqualTo(map.getOrDefault(asked, -7L));
        assertThat(longs.size()).isEqualTo(map.size());
      }
    }
  }

  @Test
  void roomFollowsWhatIsThereAndNotTheIds() {
    LongsById longs = new LongsById();
    List<Integer> old = new ArrayList<>();
    for (int id = 1; id <= 1_000_000; id++) {
      longs.put(id, id);
      if (id % 100_000 == 0) {
        old.add(id); // stays for good
      } else {
        longs.remove(id);
      }
    }
    assertThat(longs.capacity()).isEqualTo(32);
    assertThat(old).allMatch(id -> longs.get(id, -1) == id);
  }
}
