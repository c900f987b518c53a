package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bars of days and longer span the sessions of their calendar.
class SessionImportTest {
  @TempDir private Path folder;
  private List<String> findings = List.of();
  private CsvOptions options = CsvOptions.detected();

  @Test
  void halfDayClosesAtOne() throws IOException {
    assertThat(spans("SPY.csv", "2020-11-25", "2020-11-27"))
        .containsExactly(
            "2020-11-25T14:30:00Z/2020-11-25T21:00:00Z",
            "2020-11-27T14:30:00Z/2020-11-27T18:00:00Z");
    assertThat(findings).isEmpty();
  }

  @Test
  void barOfADayWithoutSessionIsKeptAndAFinding() throws IOException {
    assertThat(spans("SPY.csv", "2020-11-25", "2020-11-26", "2020-11-28", "2020-11-30"))
        .contains(
            "2020-11-26T14:30:00Z/2020-11-26T21:00:00Z",
            "2020-11-28T14:30:00Z/2020-11-28T21:00:00Z");
    assertThat(findings)
        .containsExactly(
            "SPY.csv: 2 bars on days without a session of NYSE, first 2020-11-26T14:30:00Z; they"
                + " have its usual hours");
  }

  @Test
  void daysBeforeTheCalendarHaveUsualHoursWithoutAFinding() throws IOException {
    assertThat(spans("SPY.csv", "1989-12-28", "1989-12-29"))
        .containsExactly(
            "1989-12-28T14:30:00Z/1989-12-28T21:00:00Z",
            "1989-12-29T14:30:00Z/1989-12-29T21:00:00Z");
    assertThat(findings).isEmpty();
  }

  @Test
  void currencyDayRunsFromFiveToFiveInNewYork() throws IOException {
    // Clocks go forward in New York on 2024-03-10, a Sunday: 17:00 is 22:00 UTC before, 21:00
    // after.
    assertThat(spans("EURUSD.csv", "2024-03-07", "2024-03-08", "2024-03-11"))
        .containsExactly(
            "2024-03-06T22:00:00Z/2024-03-07T22:00:00Z",
            "2024-03-07T22:00:00Z/2024-03-08T22:00:00Z",
            "2024-03-10T21:00:00Z/2024-03-11T21:00:00Z");
  }

  @Test
  void currencyDayMayBeStampedAtItsOpening() throws IOException {
    assertThat(spans("EURUSD.csv", "2024-03-06T22:00:00Z", "2024-03-07T22:00:00Z"))
        .containsExactly(
            "2024-03-06T22:00:00Z/2024-03-07T22:00:00Z",
            "2024-03-07T22:00:00Z/2024-03-08T22:00:00Z");
  }

  @Test
  void coinDayIsADayOfUtc() throws IOException {
    assertThat(spans("BTCUSD.csv", "2024-03-09", "2024-03-10"))
        .containsExactly(
            "2024-03-09T00:00:00Z/2024-03-10T00:00:00Z",
            "2024-03-10T00:00:00Z/2024-03-11T00:00:00Z");
  }

  @Test
  void midnightWithAnOffsetEndsTheDayBeforeIfItIsStampedAtItsEnd() throws IOException {
    options = CsvFixtures.stampedAtEnd(options);

    assertThat(spans("BTCUSD.csv", "2024-03-02T00:00:00Z", "2024-03-03T00:00:00Z"))
        .containsExactly(
            "2024-03-01T00:00:00Z/2024-03-02T00:00:00Z",
            "2024-03-02T00:00:00Z/2024-03-03T00:00:00Z");
    assertThat(spans("BTCUSD.csv", "1709337600", "1709424000"))
        .startsWith("2024-03-01T00:00:00Z/2024-03-02T00:00:00Z");
  }

  @Test
  void soDoesMidnightInTheZoneOfTheVenue() throws IOException {
    options = CsvFixtures.stampedAtEnd(options);

    assertThat(spans("SPY.csv", "2024-03-01T00:00:00-05:00", "2024-03-02T00:00:00-05:00"))
        .containsExactly(
            "2024-02-29T14:30:00Z/2024-02-29T21:00:00Z",
            "2024-03-01T14:30:00Z/2024-03-01T21:00:00Z");
    assertThat(findings).isEmpty();
  }

  @Test
  void aDateAloneIsTheDayOfItsBarWhicheverEndIsStamped() throws IOException {
    options = CsvFixtures.stampedAtEnd(options);

    assertThat(spans("BTCUSD.csv", "2024-03-02", "2024-03-03"))
        .startsWith("2024-03-02T00:00:00Z/2024-03-03T00:00:00Z");
  }

  @Test
  void weekRunsFromItsFirstToItsLastSession() throws IOException {
    // Monday 2024-01-15 and Friday 2024-03-29 were holidays.
    assertThat(spans("SPY.csv", "2024-01-08", "2024-01-15", "2024-01-22", "2024-03-25"))
        .contains(
            "2024-01-16T14:30:00Z/2024-01-19T21:00:00Z",
            "2024-03-25T13:30:00Z/2024-03-28T20:00:00Z");
    assertThat(findings).isEmpty();
  }

  @Test
  void barOfTwoDaysGoesOverTheWeekend() throws IOException {
    options = options.at(Optional.of(Resolution.parse("2d")));
    assertThat(spans("SPY.csv", "2024-01-03", "2024-01-05", "2024-01-09", "2024-01-11"))
        .contains("2024-01-05T14:30:00Z/2024-01-08T21:00:00Z");
  }

  @Test
  void eachSymbolOfAFileHasTheSessionsOfItsOwnCalendar() throws IOException {
    StringBuilder text = new StringBuilder("Date,Symbol,Open,High,Low,Close\n");
    for (String day : List.of("2024-03-08", "2024-03-09", "2024-03-11")) {
      for (String symbol : List.of("BTCUSDT", "SPY", "EURUSD")) {
        text.append(day).append(',').append(symbol).append(",1,1,1,1\n");
      }
    }
    options = options.at(Optional.of(Resolution.DAY));
    ImportReport report = imported("market.csv", text);

    assertThat(spans(report, "BTCUSDT"))
        .containsExactly(
            "2024-03-08T00:00:00Z/2024-03-09T00:00:00Z",
            "2024-03-09T00:00:00Z/2024-03-10T00:00:00Z",
            "2024-03-11T00:00:00Z/2024-03-12T00:00:00Z");
    assertThat(spans(report, "SPY"))
        .containsExactly(
            "2024-03-08T14:30:00Z/2024-03-08T21:00:00Z",
            "2024-03-09T14:30:00Z/2024-03-09T21:00:00Z",
            "2024-03-11T13:30:00Z/2024-03-11T20:00:00Z");
    assertThat(spans(report, "EURUSD"))
        .containsExactly(
            "2024-03-07T22:00:00Z/2024-03-08T22:00:00Z",
            "2024-03-08T22:00:00Z/2024-03-09T22:00:00Z",
            "2024-03-10T21:00:00Z/2024-03-11T21:00:00Z");
    assertThat(report.findings())
        .containsExactly(
            "market.csv: 1 bar on days without a session of NYSE, first 2024-03-09T14:30:00Z; it"
                + " has its usual hours",
            "market.csv: 1 bar on days without a session of FX, first 2024-03-08T22:00:00Z; it"
                + " has its usual hours");
    assertThat(report.assumptions().getFirst())
        .contains("times year-month-day, zone of each symbol's calendar, stamped");
    assertThat(report.dataSet().series())
        .extracting(series -> series.symbol() + " " + series.origin().zone())
        .containsExactlyInAnyOrder("BTCUSDT Z", "SPY America/New_York", "EURUSD America/New_York");
  }

  @Test
  void aFileOfCoinsAloneHasDaysOfUtcWhateverItIsCalled() throws IOException {
    ImportReport report =
        imported(
            "coins.csv",
            """
            Date,Symbol,Open,High,Low,Close
            2024-03-09,BTCUSDT,1,1,1,1
            2024-03-10,BTCUSDT,1,1,1,1
            """);

    assertThat(spans(report, "BTCUSDT"))
        .containsExactly(
            "2024-03-09T00:00:00Z/2024-03-10T00:00:00Z",
            "2024-03-10T00:00:00Z/2024-03-11T00:00:00Z");
    assertThat(report.findings()).isEmpty();
  }

  private List<String> spans(String name, String... times) throws IOException {
    StringBuilder text = new StringBuilder("Date,Open,High,Low,Close\n");
    for (String time : times) {
      text.append(time).append(",1,1,1,1\n");
    }
    ImportReport report = imported(name, text);
    findings = report.findings();
    return spans(report, report.dataSet().series().getFirst().symbol());
  }

  private ImportReport imported(String name, CharSequence text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    ImportReport report =
        new CsvImport(new Workspace(folder.resolve("home")), options)
            .run("set", Mode.REPLACE, List.of(file));
    assertThat(report.rejected()).isZero();
    return report;
  }

  private List<String> spans(ImportReport report, String symbol) {
    Workspace workspace = new Workspace(folder.resolve("home"));
    Series series =
        report.dataSet().series().stream()
            .filter(one -> one.symbol().equals(symbol))
            .findFirst()
            .orElseThrow();
    BarColumns bars = DataStore.in(workspace).load(report.dataSet(), series);
    List<String> spans = new ArrayList<>();
    for (int i = 0; i < bars.size(); i++) {
      spans.add(
          Times.instant(bars.openTimeNanos()[i]) + "/" + Times.instant(bars.closeTimeNanos()[i]));
    }
    return spans;
  }
}
