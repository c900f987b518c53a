package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.Times;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void timesAreWrittenAsJavaWritesThem() {
    DateTimeFormatter java =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      long nanos = random.nextLong(4_000_000_000_000_000_000L);
      assertThat(Texts.iso(nanos)).isEqualTo(java.format(Times.instant(nanos)));
    }
    assertThat(Texts.iso(0)).isEqualTo("1970-01-01T00:00:00.000000Z");
    assertThat(Texts.iso(1_001_999)).isEqualTo("1970-01-01T00:00:00.001001Z");
  }

  @Test
  void centsHaveTwoDecimals() {
    assertThat(Texts.cents(10_005)).isEqualTo("100.05");
    assertThat(Texts.cents(99)).isEqualTo("0.99");
  }
}
