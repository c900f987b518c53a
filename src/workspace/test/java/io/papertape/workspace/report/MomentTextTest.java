package io.papertape.workspace.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentTextTest {
  private static final DateTimeFormatter PLAIN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Test
  void timesAreThoseOfTheFormatterWhateverCameBefore() {
    SplittableRandom random = new SplittableRandom(5);
    List<Long> moments =
        new ArrayList<>(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, 1L, 86_399_999_999_999L));
    long nanos = 946_684_800_000_000_000L;
    for (int i = 0; i < 5_000; i++) {
      nanos += random.nextLong(-100_000_000_000_000L, 120_000_000_000_000L);
      moments.add(nanos);
      moments.add(random.nextLong());
    }
    MomentText text = new MomentText();
    for (long moment : moments) {
      StringBuilder written = new StringBuilder();
      text.write(moment, written);
      Instant instant = Instant.ofEpochSecond(0, moment);
      assertThat(written.toString()).isEqualTo(PLAIN.format(instant));
    }
  }
}
