package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.Session;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// The FX week against hours in which EURUSD was really quoted, 2007 to 2018, stamped in UTC.
class FxAgainstBarsTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd HH:mm");
  private static final TradingCalendar FX = TradingCalendar.fx();

  @Test
  void everyQuotedHourLiesInASession() throws IOException {
    List<Long> hours = hours();
    assertThat(hours).hasSize(74_439);
    assertThat(hours).allMatch(FX::isOpen);
  }

  @Test
  void weekendsAreAsLongAsTheCalendarSaysDaylightSavingIncluded() throws IOException {
    List<Long> hours = hours();
    Map<Long, Integer> weekends = new TreeMap<>();
    int edges = 0;
    for (int i = 1; i < hours.size(); i++) {
      long close = hours.get(i - 1) + HOUR;
      Session before = FX.sessionAt(hours.get(i - 1)).orElseThrow();
      Session after = FX.nextSession(before.date());
      if (close == before.closeNanos()
          && hours.get(i) == after.openNanos()
          && hours.get(i) > close) {
        weekends.merge((after.openNanos() - close) / HOUR, 1, Integer::sum);
        edges++;
      }
    }
    // 12 springs and 12 autumns; weekends beside a holiday without quotes do not count.
    assertThat(weekends).isEqualTo(Map.of(47L, 12, 48L, 589, 49L, 12));
    assertThat(edges).isEqualTo(613);
  }

  private static List<Long> hours() throws IOException {
    var file = LeanReference.path("market-data/lean/forex/oanda/hour/eurusd.zip");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      zip.getNextEntry();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
      return lines
          .lines()
          .map(line -> LocalDateTime.parse(line.substring(0, line.indexOf(',')), STAMP))
          .map(utc -> Times.nanos(utc.toInstant(ZoneOffset.UTC)))
          .toList();
    }
  }
}
