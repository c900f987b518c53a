package io.papertape.live.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
