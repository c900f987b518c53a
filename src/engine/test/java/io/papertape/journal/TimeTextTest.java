package io.papertape.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long DAY = 86_400_000_000_000L;

  /// The range of [Times] begins here.
  private static final long FIRST = Times.nanos(Instant.parse("1678-01-01T00:00:00Z"));

  private final TimeText times = new TimeText();
  private final byte[] bytes = new byte[TimeText.REACH];

  @Test
  void momentsAreIsoTextWithNineDecimals() {
    assertThat(text(0)).isEqualTo("1970-01-01T00:00:00.000000000Z");
    assertThat(text(-1)).isEqualTo("1969-12-31T23:59:59.999999999Z");
    assertThat(text(Times.nanos(Instant.parse("2024-02-29T23:59:59.120000034Z"))))
        .isEqualTo("2024-02-29T23:59:59.120000034Z");
    assertThat(text(FIRST)).isEqualTo("1678-01-01T00:00:00.000000000Z");
    assertThat(text(Long.MAX_VALUE)).isEqualTo("2262-04-11T23:47:16.854775807Z");
  }

  @Test
  void everyDayOfTheRangeHasItsDate() {
    for (long day = FIRST / DAY; day <= Long.MAX_VALUE / DAY; day++) {
      long nanos = day * DAY;
      assertThat(text(nanos)).isEqualTo(ISO.format(Times.instant(nanos)));
    }
  }

  @Test
  void anyMomentIsWrittenAsJavaWritesIt() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 100_000; i++) {
      long nanos = Math.max(FIRST, random.nextLong() >> random.nextInt(40));
      assertThat(text(nanos)).isEqualTo(ISO.format(Times.instant(nanos)));
    }
  }

  private String text(long nanos) {
    int length = times.write(bytes, 0, nanos);
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
