package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "1970-01-01T00:00:01.5Z, 1500000000",
    "2026-08-26T07:45:26.79431594Z, 1787730326794315940",
    "2026-09-25T17:48:26.844359566Z, 1790358506844359566",
    "0001-01-01T00:00:00.000000Z, 0"
  })
  void isoTextIsReadToTheNanosecond(String text, long nanos) {
    assertThat(TimeText.iso(text)).isEqualTo(nanos);
  }

  /// Right or nearly right, it is read as Java reads it.
  @Test
  void isoTextIsReadAsJavaReadsIt() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50_000; i++) {
      long seconds = random.nextLong(TimeText.iso("2199-12-31T00:00:00Z") / 1_000_000_000);
      int decimals = random.nextInt(10);
      String fraction = "%09d".formatted(random.nextInt(1_000_000_000)).substring(0, decimals);
      String whole = Instant.ofEpochSecond(seconds).toString().replace("Z", "");
      String text = whole + (decimals == 0 ? "Z" : "." + fraction + "Z");
      if (random.nextBoolean()) {
        int at = random.nextInt(text.length());
        String other = "" + "0123456789-:.TZz ".charAt(random.nextInt(17));
        text = text.substring(0, at) + other + text.substring(at + random.nextInt(2));
      }
      assertThat(read(text)).as(text).isEqualTo(readByJava(text));
    }
  }

  private static long read(String text) {
    try {
      return TimeText.iso(text);
    } catch (FrameException e) {
      return -1;
    }
  }

  private static long readByJava(String text) {
    try {
      Instant time = Instant.parse(text);
      boolean isInRange = time.getEpochSecond() >= 0 && time.getEpochSecond() < 7_258_118_400L;
      return isInRange ? time.getEpochSecond() * 1_000_000_000 + time.getNano() : -1;
    } catch (DateTimeException e) {
      return -1;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1618678133, 1618678133000000000",
    "1618678133.365913, 1618678133365913000",
    "1618678133.1234567899, 1618678133123456789",
    "1., 1000000000"
  })
  void secondsAreReadWithoutPassingThroughDouble(String text, long nanos) {
    assertThat(TimeText.seconds(text)).isEqualTo(nanos);
  }

  @Test
  void unitsAreMultiplied() {
    assertThat(TimeText.units("1641343691244908", 1_000)).isEqualTo(1_641_343_691_244_908_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".5", "x", "1.x", "-1", "1e9", "1.5.5"})
  void secondsOfAnotherShapeAreRefused(String text) {
    assertThatThrownBy(() -> TimeText.seconds(text))
        .isInstanceOf(FrameException.class)
        .hasMessage("Not a time: text=%s.".formatted(text));
  }

  @Test
  void timesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> TimeText.iso("1969-12-31T23:59:59Z"))
        .isInstanceOf(FrameException.class)
        .hasMessage("Time out of range: text=1969-12-31T23:59:59Z.");
    assertThatThrownBy(() -> TimeText.seconds("9999999999999"))
        .hasMessage("Time out of range: text=9999999999999.");
    assertThatThrownBy(() -> TimeText.units("99999999999999999999", 1))
        .hasMessage("Time out of range: text=99999999999999999999.");
    assertThatThrownBy(() -> TimeText.units("9223372036854775807", 1_000))
        .hasMessage("Time out of range: text=9223372036854775807.");
  }

  @Test
  void otherTextIsNoIsoTime() {
    assertThatThrownBy(() -> TimeText.iso("yesterday"))
        .isInstanceOf(FrameException.class)
        .hasMessage("Not an ISO time: text=yesterday.");
  }
}
