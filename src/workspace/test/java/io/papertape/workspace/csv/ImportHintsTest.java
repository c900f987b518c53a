package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.AssetClass;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportHintsTest {
  private static final String HEADER = "time,open,high,low,close,volume\n";

  @TempDir private Path folder;

  @Test
  void theWrongZoneOfIntradayBarsIsHintedAt() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int day = 2; day < 5; day++) {
      LocalDateTime time = LocalDateTime.of(2024, 1, day, 9, 30);
      for (int i = 0; i < 78; i++) {
        text.append(time.plusMinutes(5L * i)).append(",10,11,9,10,100\n");
      }
    }
    Path file = Files.writeString(folder.resolve("rth.csv"), text);

    assertThat(run("wrong", file, "UTC").findings())
        .containsExactly(
            "rth: most bars lie outside the sessions of NYSE (25 of 34 that were looked at): are"
                + " the times in UTC, and is that its calendar (--like, --calendar)? papertape data"
                + " check counts them");
    assertThat(run("right", file, "America/New_York").findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'time,bid,ask',',10,11',quotes", "'time,price,quantity',',10,1',trade ticks"})
  void ticksOfAnotherMarketAreHintedAt(String header, String values, String rows)
      throws IOException {
    StringBuilder text = new StringBuilder(header + "\n");
    LocalDateTime time = LocalDateTime.of(2024, 1, 2, 0, 0);
    for (int i = 0; i < 2 * 288; i++) {
      text.append(time.plusMinutes(5L * i)).append("Z").append(values).append('\n');
    }
    Path file = Files.writeString(folder.resolve("usdjpy-ticks.csv"), text);

    assertThat(run("assumed", file, "UTC").findings())
        .containsExactly(
            ("usdjpy-ticks: most %s lie outside the sessions of NYSE (60 of 83 that were looked"
                    + " at): are the times in UTC, and is that its calendar (--like, --calendar)?")
                .formatted(rows));
    CsvOptions fx = CsvFixtures.like(CsvOptions.detected(), AssetClass.FX);
    assertThat(run("fx", file, fx).findings()).isEmpty();
  }

  @Test
  void theResolutionOfALongFileSortedByDateIsThatOfEachSymbol() throws IOException {
    StringBuilder text = new StringBuilder("date,symbol,open,high,low,close,volume\n");
    for (int day = 2; day < 6; day++) {
      for (String symbol : List.of("A", "B", "C")) {
        text.append("2024-01-0%d,%s,10,11,9,10,100\n".formatted(day, symbol));
      }
    }
    Path file = Files.writeString(folder.resolve("long.csv"), text);

    ImportReport report = run("long", file, "UTC");
    assertThat(report.accepted()).isEqualTo(12);
    assertThat(report.dataSet().series().getFirst().resolution()).hasToString("1d");
  }

  @Test
  void aMonthByNameAndAClockOfTwelveHoursAreRead() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("named.csv"),
            HEADER
                + "04-Jan-2021 11:00 AM,10,11,9,10,100\n"
                + "04-Jan-2021 12:00 PM,10,11,9,10,100\n"
                + "04-Jan-2021 01:00 PM,10,11,9,10,100\n");

    ImportReport report = run("named", file, "America/New_York");
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(report.dataSet().series().getFirst().resolution()).hasToString("1h");
  }

  private ImportReport run(String name, Path file, String zone) {
    CsvOptions options =
        CsvFixtures.with(
            CsvOptions.detected(), Optional.of(ZoneId.of(zone)), false, OptionalDouble.empty());
    return run(name, file, options);
  }

  private ImportReport run(String name, Path file, CsvOptions options) {
    return new CsvImport(new Workspace(folder.resolve("home")), options)
        .run(name, Mode.CREATE, List.of(file));
  }
}
