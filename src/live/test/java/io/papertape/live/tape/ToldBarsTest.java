package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ToldBarsTest {
  private final ToldBars bars = new ToldBars();

  private static TapedBar bar(long close) {
    return new TapedBar(0, BarOrigin.LIVE, close, close, close - 1, close, 7, 7, 7, 7, 1);
  }

  @Test
  void ofBarsThatAreMissingTheLastThousandAreRemembered() {
    bars.tell(bar(1));
    int missing = ToldBars.MOST_MISSING + 100;
    for (int i = 0; i < missing; i++) {
      bars.miss(2 + i);
    }
    for (int i = 0; i < 600; i++) {
      bars.tell(bar(2 + missing + i));
    }

    assertThat(bars.holds(2 + 99)).isTrue(); // forgotten: it counts as told
    assertThat(bars.holds(2 + 100)).isFalse();
    assertThat(bars.holds(1 + missing)).isFalse();
    assertThat(bars.holds(2 + missing)).isTrue();
  }

  @Test
  void theContentOfTheLatestFewHundredIsRememberedInWhateverOrderTheyCame() {
    SplittableRandom random = new SplittableRandom(1);
    TreeMap<Long, Long> told = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      long close = 1L + i / 2 + random.nextInt(random.nextInt(10) == 0 ? 800 : 2);
      long price = 1L + random.nextInt(3);
      TapedBar other =
          new TapedBar(0, BarOrigin.LIVE, 0, 0, close - 1, close, price, price, price, price, 1);
      assertThat(bars.differs(other)).isEqualTo(told.getOrDefault(close, price) != price);
      bars.tell(other);
      told.put(close, price);
      if (told.size() > 512) {
        told.pollFirstEntry();
      }
    }
    assertThat(told.firstKey()).isGreaterThan(1_000);
  }
}
