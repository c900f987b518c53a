package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

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
