package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.AssetClass;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("StringConcatToTextBlock") // short files read better as lines joined
class CsvImportTest {
  private static final String HEADER = "Date,Open,High,Low,Close,Volume\n";
  private static final CsvOptions DETECTED = CsvOptions.detected();

  @TempDir private Path folder;
  private Workspace workspace;

  @BeforeEach
  void open() {
    workspace = new Workspace(folder.resolve("home"));
  }

  @Test
  void dailyBarRunsFromSessionOpenToClose() throws IOException {
    ImportReport report =
        run("SPY.csv", HEADER + "2024-03-08,10,12,9,11,100\n2024-03-11,11,11.5,10.25,11,7\n");

    assertThat(report.accepted()).isEqualTo(2);
    BarColumns bars = bars(report);
    // Clocks went forward on 2024-03-10: 09:30 is 14:30 UTC before and 13:30 after.
    assertThat(bars.bar(0))
        .isEqualTo(bar("2024-03-08T14:30:00Z", "2024-03-08T21:00:00Z", 10, 12, 9, 11, 100));
    assertThat(Times.instant(bars.openTimeNanos()[1])).isEqualTo("2024-03-11T13:30:00Z");
    assertThat(bars.low()[1]).isEqualTo(FixedPoint.parse("10.25"));
  }

  @Test
  void strictRefusesTheWholeFileAndLeavesTheStore() throws IOException {
    Path file = write("x.csv", HEADER + "2024-01-02,10,12,9,11,1\n2024-01-03,10,8,9,11,1\n");
    CsvOptions strict = CsvFixtures.with(DETECTED, Optional.empty(), true, OptionalDouble.empty());

    assertThatThrownBy(() -> new CsvImport(workspace, strict).run("x", Mode.CREATE, List.of(file)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            ("Strict import refused: accepted=1, rejected=1, first=line 3: high "
                    + "is below low, rejectFile=%s. Repair the rows or leave out --strict; "
                    + "the store is as it was.")
                .formatted(workspace.rejects().resolve("x.csv")));
    assertThat(DataStore.in(workspace).names()).isEmpty();
  }

  @Test
  void cutGzipLeavesTheStoreAsItWas() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    for (int year = 1990; year < 2020; year++) {
      text.append(good(1, 31).replace("2024", Integer.toString(year)));
    }
    byte[] packed = CsvFixtures.gzip(text.toString());
    Path file = folder.resolve("cut.csv.gz");
    Files.write(file, Arrays.copyOf(packed, packed.length / 2));

    assertThatThrownBy(
            () -> new CsvImport(workspace, DETECTED).run("c", Mode.CREATE, List.of(file)))
        .hasMessageStartingWith("File ends early or is damaged: file=%s, cause=".formatted(file))
        .hasMessageEndingWith(". Get it again; the store is as it was.");
    assertThat(workspace.data().resolve("c")).doesNotExist();
  }

  @Test
  void aNameWithAccentsGivesOneThatCanBeTyped() {
    for (String name : List.of("Größe Ä.csv", "Gro\u0308ße A\u0308.csv")) {
      assertThat(CsvImport.defaultName(Path.of(name))).isEqualTo("Grosse-A");
      assertThat(InstrumentGuess.symbol(CsvSource.stem(Path.of(name)))).isEqualTo("Grosse-A");
    }
    assertThat(InstrumentGuess.symbol("..-weird")).isEqualTo("weird");
    assertThat(InstrumentGuess.symbol("^GSPC")).isEqualTo("^GSPC");
  }

  @Test
  void aFurtherGzipMemberIsReadOrRefusedButNeverLeftOut() throws IOException {
    byte[] first = CsvFixtures.gzip(HEADER + good(1, 16));
    byte[] second = CsvFixtures.gzip(good(16, 31));
    byte[] damaged = second.clone();
    damaged[1] ^= 1;

    assertThat(run(joined("whole.csv.gz", first, second), DETECTED).accepted()).isEqualTo(30);
    assertThat(run(joined("padded.csv.gz", first, second, new byte[512]), DETECTED).accepted())
        .isEqualTo(30);
    for (byte[] rest : List.of(damaged, Arrays.copyOf(second, 5), new byte[] {0, 0, 'x'})) {
      Path file = joined("damaged.csv.gz", first, rest);
      assertThatThrownBy(() -> run(file, DETECTED))
          .hasMessageStartingWith("File ends early or is damaged: file=%s, cause=".formatted(file))
          .hasMessageNotContaining("null")
          .hasMessageEndingWith(". Get it again; the store is as it was.");
    }
    assertThat(workspace.data().resolve("damaged")).doesNotExist();
  }

  private Path joined(String name, byte[]... members) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] member : members) {
        out.write(member);
      }
    }
    return file;
  }

  @Test
  void gzipAndZipGiveTheBarsOfThePlainFile() throws IOException {
    String text = HEADER + good(1, 31);
    String plain = run("a.csv", text).dataSet().series().getFirst().hash();
    Path gz = folder.resolve("b.csv.gz");
    Files.write(gz, CsvFixtures.gzip(text));
    Path zip = folder.resolve("c.zip");
    Files.write(zip, CsvFixtures.zip("one.csv", text));
    Path two = folder.resolve("d.zip");
    Files.write(two, CsvFixtures.zip("one.csv,two.csv", text));

    assertThat(run(gz, DETECTED).dataSet().series().getFirst().hash()).isEqualTo(plain);
    assertThat(run(zip, DETECTED).dataSet().series().getFirst().hash()).isEqualTo(plain);
    assertThatThrownBy(() -> run(two, DETECTED))
        .hasMessage(
            ("Zip file holds more than one file: file=%s, second=two.csv. Unpack "
                    + "it and import the files.")
                .formatted(two));
  }

  @Test
  void layoutsAreDetected() throws IOException {
    String rows = "2024-01-02;10;12;9;11;5\n2024-01-03;10;12;9;11;5\n";
    assertThat(run("semicolon.csv", "Date;Open;High;Low;Close;Volume\n" + rows).accepted())
        .isEqualTo(2);
    assertThat(run("tab.txt", rows.replace(';', '\t')).accepted()).isEqualTo(2);
    assertThat(run("us.csv", "Date,High,Low,Open,Close\n1/14/2024,12,9,10,11\n").accepted())
        .isEqualTo(1);
    ImportReport stooq =
        run(
            "stooq.txt",
            "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>\n"
                + "AAPL.US,D,20240102,000000,10,12,9,11,5.5,0\n"
                + "AAPL.US,D,20240103,000000,10,12,9,11,5.25,0\n");
    Series aapl = stooq.dataSet().series().getFirst();
    assertThat(aapl.symbol()).isEqualTo("AAPL.US");
    assertThat(aapl.resolution()).isEqualTo(Resolution.DAY);
    assertThat(FixedPoint.format(aapl.instrument().volumeStep())).isEqualTo("0.01");
    assertThat(bars(stooq).volume()).containsExactly(550, 525);
    ImportReport binance =
        run(
            "ADAUSDT-1m-2025-01-01.csv",
            "1735689600000000,1,2,0.5,1.5,10.1,1735689659999999,1,1,1,1,0\n"
                + "1735689660000000,1,2,0.5,1.5,10.2,1735689719999999,1,1,1,1,0\n");
    Series ada = binance.dataSet().series().getFirst();
    assertThat(ada.symbol()).isEqualTo("ADAUSDT");
    assertThat(ada.instrument().assetClass()).isEqualTo(AssetClass.CRYPTO);
    assertThat(ada.instrument().currency()).isEqualTo("USDT");
    assertThat(Times.instant(ada.lastCloseNanos())).isEqualTo("2025-01-01T00:02:00Z");
  }

  @Test
  void whatCannotBeDetectedIsAsked() throws IOException {
    assertAsks(
        "2024-01-02 09:30,10,12,9,11,5\n2024-01-02 09:31,10,12,9,11,5\n",
        "Times carry no zone: file=%s, resolution=1m. Add --zone UTC, or the exchange's zone such"
            + " as --zone America/New_York.");
    assertAsks(
        "1/2/2024,10,12,9,11,5\n",
        "Day and month cannot be told apart: file=%s, first=1/2/2024. Add --time-format mdy or"
            + " --time-format dmy.");
    assertAsks(
        "yesterday,10,12,9,11,5\n",
        "Time format not recognised: file=%s, first=yesterday. Name the time column with --columns"
            + " and the format with --time-format iso, mdy, dmy or epoch-s, -ms, -us, -ns.");
    assertAsks(
        "2024-01-03,10,12,9,11,5\n2024-01-02,10,12,9,11,5\n2024-01-01,10,12,9,11,5\n",
        "File runs from new to old: file=%s, first=2024-01-03. Sort it by time, oldest first.");
    assertAsks(
        "2024-01-02 10 12 9 11 5\n",
        "Only one column found: file=%s, delimiter=,, firstLine=2024-01-02 10 12 9 11 5. Name the"
            + " right --delimiter.");
    assertAsks(
        "# from my broker\nDate,Open,High,Low,Close\n2024-01-02,10,12,9,11\n",
        "First line is a comment: file=%s, firstLine=# from my broker. Take out the lines that"
            + " begin with #, so that the header or the first row comes first.");
    assertAsks(
        "Date,Open,High,Low\n2024-01-02,10,12,9\n",
        "Column is missing: file=%s, column=close, found=[Date, Open, High, Low]. Name all columns"
            + " with --columns.");
    assertAsks("", "File is empty: file=%s. Give a file with bars.");
    assertAsks(HEADER, "File has a header and no rows: file=%s. Give a file with bars.");
  }

  @Test
  void localTimesFollowTheZoneThroughBothClockChanges() throws IOException {
    String text =
        "time,open,high,low,close\n"
            + "2024-03-10 01:30,1,1,1,1\n"
            + "2024-03-10 02:30,1,1,1,1\n"
            + "2024-03-10 03:30,1,1,1,1\n"
            + "2024-11-03 00:30,1,1,1,1\n"
            + "2024-11-03 01:30,1,1,1,1\n"
            + "2024-11-03 01:30,1,1,1,1\n"
            + "2024-11-03 02:30,1,1,1,1\n";
    Path file = write("dst.csv", text);
    CsvOptions zoned =
        CsvFixtures.with(
            DETECTED, Optional.of(ZoneId.of("America/New_York")), false, OptionalDouble.empty());
    ImportReport report = run(file, zoned);

    assertThat(report.rejected()).isEqualTo(1);
    assertThat(Files.readString(report.rejectFile().orElseThrow()))
        .contains("local time does not exist in the zone (clocks go forward)");
    BarColumns bars = bars(report);
    assertThat(Arrays.stream(bars.openTimeNanos()).mapToObj(Times::instant).map(Instant::toString))
        .containsExactly(
            "2024-03-10T06:30:00Z",
            "2024-03-10T07:30:00Z",
            "2024-11-03T04:30:00Z",
            "2024-11-03T05:30:00Z",
            "2024-11-03T06:30:00Z",
            "2024-11-03T07:30:00Z");
  }

  @Test
  void absurdMoveIsAFindingAndWithMaxMoveARejection() throws IOException {
    String text = HEADER + "2024-01-02,1,1,1,1,1\n2024-01-03,60,60,60,60,1\n2024-01-04,2,2,2,2,1\n";
    assertThat(run("move.csv", text).findings())
        .containsExactly("move.csv line 3: close moves by a factor of 60.0");
    CsvOptions limited = CsvFixtures.with(DETECTED, Optional.empty(), false, OptionalDouble.of(50));
    ImportReport report = run(write("limited.csv", text), limited);
    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(2);
  }

  @Test
  void highsAndLowsFarFromOpenAndCloseAreFindings() throws IOException {
    String text =
        HEADER
            + "2009-09-18,184,185.16,180,184.02,1\n"
            + "2009-09-21,184.44,185.16,10.59,184.02,1\n"
            + "2009-09-22,1.63,20.98,1.56,1.72,1\n"
            + "2009-09-23,5,24.99,1.01,5,1\n";
    assertThat(run("far.csv", text).findings())
        .containsExactly(
            "far.csv line 3: low 10.59 is a factor of 17.4 below open and close",
            "far.csv line 4: close moves by a factor of 107.0",
            "far.csv line 4: high 20.98 is a factor of 12.2 above open and close");
  }

  @Test
  void volumeFinerThanTheSampleRefinesTheStep() throws IOException {
    StringBuilder text = new StringBuilder("time,open,high,low,close,volume\n");
    for (int i = 0; i < 3_000; i++) {
      text.append(1_700_000_000 + i * 60).append(",1,1,1,1,").append(i == 2_999 ? "0.125" : "3");
      text.append('\n');
    }
    ImportReport report = run("fine.csv", text.toString());

    Series series = report.dataSet().series().getFirst();
    assertThat(report.rejected()).isZero();
    assertThat(FixedPoint.format(series.instrument().volumeStep())).isEqualTo("0.001");
    assertThat(bars(report).volume()[0]).isEqualTo(3_000);
    assertThat(bars(report).volume()[2_999]).isEqualTo(125);
  }

  @Test
  void filesInTwoStepsEqualOneImport() throws IOException {
    Path first = write("one.csv", HEADER + good(1, 15));
    Path second = write("two.csv", HEADER + good(15, 31));
    CsvImport csv = new CsvImport(workspace, CsvFixtures.symbol("SPY"));
    String whole = csv.run("whole", Mode.CREATE, List.of(first, second)).dataSet().hash();
    csv.run("parts", Mode.CREATE, List.of(first));
    ImportReport report = csv.run("parts", Mode.APPEND, List.of(second));

    assertThat(report.dataSet().hash()).isEqualTo(whole);
    assertThat(report.dataSet().series().getFirst().origin().sources()).hasSize(2);
    assertThat(csv.run("parts", Mode.REPLACE, List.of(first, second)).dataSet().hash())
        .isEqualTo(whole);
  }

  @Test
  void exportComesBackWithTheSameHash() throws IOException {
    ImportReport report =
        run(
            "btc.csv",
            "time,open,high,low,close,volume\n1700000000,0.00000001,1,0.00000001,1,0.1\n"
                + "1700000060,1,9999999999.99999999,1,123.45,99\n");
    Series series = report.dataSet().series().getFirst();
    StringBuilder text = new StringBuilder(CsvExport.HEADER).append('\n');
    CsvExport.write(series, bars(report), text);

    ImportReport again = run("again.csv", text.toString());
    assertThat(again.dataSet().hash()).isEqualTo(report.dataSet().hash());
    assertThat(text.toString())
        .isEqualTo(
            "symbol,resolution,open_time,close_time,open,high,low,close,volume,volume_step\n"
                + "btc,1m,2023-11-14T22:13:20Z,2023-11-14T22:14:20Z,"
                + "0.00000001,1,0.00000001,1,0.1,0.1\n"
                + "btc,1m,2023-11-14T22:14:20Z,2023-11-14T22:15:20Z,"
                + "1,9999999999.99999999,1,123.45,99,0.1\n");
  }

  private void assertAsks(String text, String message) throws IOException {
    Path file = write("ask.csv", text);
    assertThatThrownBy(() -> run(file, DETECTED))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message.formatted(file));
    assertThat(DataStore.in(workspace).names()).doesNotContain("ask");
  }

  private static String good(int from, int before) {
    StringBuilder text = new StringBuilder();
    for (int day = from; day < before; day++) {
      text.append("2024-01-%02d,10,12,9,11,100\n".formatted(day));
    }
    return text.toString();
  }

  private ImportReport run(String name, String text) throws IOException {
    return run(write(name, text), DETECTED);
  }

  private ImportReport run(Path file, CsvOptions options) {
    return new CsvImport(workspace, options)
        .run(CsvImport.defaultName(file), Mode.CREATE, List.of(file));
  }

  private BarColumns bars(ImportReport report) {
    return DataStore.in(workspace).load(report.dataSet(), report.dataSet().series().getFirst());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Bar bar(String open, String close, long o, long h, long l, long c, long volume) {
    return new Bar(
        Times.nanos(Instant.parse(open)),
        Times.nanos(Instant.parse(close)),
        o * FixedPoint.ONE,
        h * FixedPoint.ONE,
        l * FixedPoint.ONE,
        c * FixedPoint.ONE,
        volume);
  }
}
