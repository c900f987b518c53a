package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.csv.TimeForm.Order;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {
  private final TimeReader reader = new TimeReader();

  @ParameterizedTest
  @CsvSource({
    "2024-01-02, 2024-01-02T00:00:00Z",
    "2024/1/2, 2024-01-02T00:00:00Z",
    "20240102, 2024-01-02T00:00:00Z",
    "2024-02-29 09:30, 2024-02-29T09:30:00Z",
    "2024-01-02T09:30:15Z, 2024-01-02T09:30:15Z",
    "2024-01-02 09:30:15.123456789, 2024-01-02T09:30:15.123456789Z",
    "2012-02-01 00:00:00+00:00, 2012-02-01T00:00:00Z",
    "2024-01-02T09:30:00-05:00, 2024-01-02T14:30:00Z",
    "2024-01-02T09:30:00+0530, 2024-01-02T04:00:00Z",
    "2024-01-02 09:30:00 UTC, 2024-01-02T09:30:00Z",
    "20200101 170000065, 2020-01-01T17:00:00.065Z",
    "20240102 09:30, 2024-01-02T09:30:00Z",
    "20240102093015, 2024-01-02T09:30:15Z",
  })
  void readsYearFirst(String text, Instant expected) {
    assertThat(instant(text, Order.YEAR_MONTH_DAY, 1)).isEqualTo(expected);
  }

  @Test
  void readsOtherOrdersAndEpochs() {
    assertThat(instant("1/4/1999", Order.MONTH_DAY_YEAR, 1))
        .isEqualTo(Instant.parse("1999-01-04T00:00:00Z"));
    assertThat(instant("04.01.1999 16:00", Order.DAY_MONTH_YEAR, 1))
        .isEqualTo(Instant.parse("1999-01-04T16:00:00Z"));
    assertThat(instant("04-Jan-2021", Order.DAY_MONTH_YEAR, 1))
        .isEqualTo(Instant.parse("2021-01-04T00:00:00Z"));
    assertThat(instant("4 DEC 2021 09:30 AM", Order.DAY_MONTH_YEAR, 1))
        .isEqualTo(Instant.parse("2021-12-04T09:30:00Z"));
    assertThat(instant("1/4/1999 12:05:30 am", Order.MONTH_DAY_YEAR, 1))
        .isEqualTo(Instant.parse("1999-01-04T00:05:30Z"));
    assertThat(instant("2021-01-04 12:00PM", Order.YEAR_MONTH_DAY, 1))
        .isEqualTo(Instant.parse("2021-01-04T12:00:00Z"));
    assertThat(instant("2021-01-04 04:00 PM", Order.YEAR_MONTH_DAY, 1))
        .isEqualTo(Instant.parse("2021-01-04T16:00:00Z"));
    assertThat(instant("1637971200000", Order.EPOCH, 1_000_000))
        .isEqualTo(Instant.parse("2021-11-27T00:00:00Z"));
    assertThat(instant("1325317920.5", Order.EPOCH, 1_000_000_000))
        .isEqualTo(Instant.parse("2011-12-31T07:52:00.5Z"));
    assertThat(instant("1735689600000001", Order.EPOCH, 1_000))
        .isEqualTo(Instant.parse("2025-01-01T00:00:00.000001Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024",
        "2024-13-01",
        "2024-01-02 13:00 PM",
        "2024-01-02 00:30 AM",
        "2024-01-02 09:30 XM",
        "2023-02-29",
        "2024-01-32",
        "2024-01-02 24:00",
        "2024-01-02 9",
        "2024-01-02 09:60",
        "2024-01-02x",
        "2024-01-02 09:30 EST",
        "24-01-02",
        "1500-01-01",
        "2024-01-02 09:30:00+25:00",
        "NaT"
      })
  void refusesWhatIsNoTime(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read(bytes, 0, bytes.length, Order.YEAR_MONTH_DAY, 1)).isFalse();
  }

  @Test
  void everyDayFrom1680To2260HasTheDayNumberOfJavaTime() {
    LocalDate last = LocalDate.of(2260, 12, 31);
    for (LocalDate day = LocalDate.of(1680, 1, 1); day.isBefore(last); day = day.plusDays(1)) {
      byte[] bytes = day.toString().getBytes(StandardCharsets.UTF_8);
      boolean read = reader.read(bytes, 0, bytes.length, Order.YEAR_MONTH_DAY, 1);
      if (!read || reader.epochDay() != day.toEpochDay()) {
        assertThat(reader.epochDay()).as(day.toString()).isEqualTo(day.toEpochDay());
      }
    }
  }

  private Instant instant(String text, Order order, long unitNanos) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read(bytes, 0, bytes.length, order, unitNanos)).as(text).isTrue();
    return Instant.ofEpochSecond(
        reader.epochDay() * 86_400 - reader.offsetSeconds(), reader.nanosOfDay());
  }
}
