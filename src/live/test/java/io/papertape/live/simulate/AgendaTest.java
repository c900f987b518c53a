package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgendaTest {
  /// A thing to do, and the order in which such are done.
  private record Thing(long nanos, int number) {}

  @Test
  void thingsHappenByTheirTimesAndThenAsTheyWereAdded() {
    SplittableRandom random = new SplittableRandom(1);
    Agenda agenda = new Agenda();
    List<Thing> waiting = new ArrayList<>();
    List<Thing> done = new ArrayList<>();
    int added = 0;
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(100) < (i < 10_000 ? 60 : 40)) {
        Thing thing = new Thing(random.nextLong(50) - 20, added++);
        waiting.add(thing);
        agenda.add(thing.nanos(), () -> done.add(thing));
      } else if (!waiting.isEmpty()) {
        Thing next = waiting.getFirst();
        for (Thing other : waiting) {
          next = other.nanos() < next.nanos() ? other : next;
        }
        assertThat(agenda.nextNanos()).isEqualTo(next.nanos());
        agenda.take().run();
        assertThat(done.getLast()).isEqualTo(next);
        waiting.remove(next);
      }
      if (waiting.isEmpty()) {
        assertThat(agenda.nextNanos()).isEqualTo(Long.MAX_VALUE);
      }
    }
    assertThat(added).isGreaterThan(5_000);
  }
}
