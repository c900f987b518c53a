package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.state.ObjectGraph;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeenBeforeTest {
  @Test
  void whatWasSeenAmongTheLastIsKnownAndWhatWasNotIsNew() {
    SeenBefore seen = new SeenBefore(100);
    SplittableRandom random = new SplittableRandom(4);
    long[] numbers = random.longs(10_000).toArray();
    for (int i = 0; i < numbers.length; i++) {
      assertThat(seen.add(numbers[i])).isTrue();
      for (int back = 0; back < Math.min(i, 100); back += 7) {
        assertThat(seen.add(numbers[i - back])).isFalse();
      }
    }
    assertThat(seen.add(numbers[0])).isTrue();
  }

  /// Streams that rise, that repeat, that jump back, and that are in no order.
  @Test
  void itKnowsWhatTwoSetsWouldKnow() {
    SplittableRandom random = new SplittableRandom(9);
    for (int mostBack : List.of(1, 3, 40, 400)) {
      for (int remembered : List.of(1, 5, 64, 100, 129)) {
        SeenBefore seen = new SeenBefore(remembered);
        Set<Long> young = new HashSet<>();
        Set<Long> old = Set.of();
        long next = -500;
        for (int i = 0; i < 2_000; i++) {
          next += random.nextInt(3);
          boolean isFar = random.nextInt(50) == 0;
          long number = isFar ? random.nextLong() % 900 : next - random.nextInt(mostBack);
          boolean isNew = !old.contains(number) && young.add(number);
          assertThat(seen.add(number)).isEqualTo(isNew);
          if (young.size() == remembered) {
            old = young;
            young = new HashSet<>();
          }
        }
      }
    }
  }

  @Test
  void itGoesOnAlikeWithAStateThatIsPutBack() {
    SeenBefore first = new SeenBefore(50);
    ObjectGraph graph = graph(first);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 170; i++) {
      first.add(random.nextInt(1_000));
    }
    SeenBefore second = new SeenBefore(50);
    ObjectGraph other = graph(second);
    other.restore(graph.take());
    for (int i = 0; i < 400; i++) {
      int number = random.nextInt(1_000);
      assertThat(second.add(number)).isEqualTo(first.add(number));
      assertThat(other.take()).isEqualTo(graph.take());
    }
  }

  /// A session with many instruments keeps it for each of them, on the thread that trades.
  @Test
  void itsStateIsItsNumbers() {
    SeenBefore seen = new SeenBefore(4_096);
    ObjectGraph graph = graph(seen);
    for (int i = 0; i < 8_191; i++) {
      seen.add(i);
    }
    assertThat(graph.take().length).isBetween(8_191 * Long.BYTES, 8_191 * Long.BYTES + 1_000);
  }

  /// What a stream that was numbered anew remembers is made new by the one who puts it back.
  @Test
  void numbersThatBeganAnewArePutBackToo() {
    QuoteNumbers first = new QuoteNumbers(50);
    ObjectGraph graph = graph(first);
    first.add(1_000, 1);
    first.add(1, 3_000_000_000L);
    QuoteNumbers second = new QuoteNumbers(50);
    graph(second).restore(graph.take());
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 400; i++) {
      int number = random.nextInt(1, 1_000);
      assertThat(second.add(number, 0)).isEqualTo(first.add(number, 0));
    }
  }

  private static ObjectGraph graph(Object seen) {
    return new ObjectGraph(List.of(seen), List.of(), SeenBefore.class.getClassLoader());
  }

  @Test
  void idsOfDigitsAreTheirNumbersAndOthersAreNegative() {
    assertThat(SeenBefore.numberOf("0")).isZero();
    assertThat(SeenBefore.numberOf("999999999999999999")).isEqualTo(999_999_999_999_999_999L);
    assertThat(SeenBefore.numberOf("007")).isNegative().isNotEqualTo(SeenBefore.numberOf("07"));
    assertThat(SeenBefore.numberOf("1234567890123456789")).isNegative();
    assertThat(SeenBefore.numberOf("a-1")).isNegative().isNotEqualTo(SeenBefore.numberOf("a-2"));
    assertThat(SeenBefore.numberOf("")).isNegative();
  }
}
