package io.papertape.workspace.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.AssetClass;
import io.papertape.market.BarColumns;
import io.papertape.workspace.SharedFiles;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.check.SeriesCheck;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Imports real files and compares with their manifest and with a second, plain parser.
class RealFilesImportTest {
  private static final Optional<ZoneId> NO_ZONE = Optional.empty();

  @TempDir private Path folder;

  /// File, its first value column in the text, zone (or -), resolution found, rows rejected.
  @ParameterizedTest
  @CsvSource({
    "backtestingpy/GOOG.csv, 1, -, 1d, 0",
    "backtestingpy/EURUSD.csv, 1, UTC, 1h, 0",
    "backtestingpy/BTCUSD.csv, 1, -, 1mo, 0",
    "backtrader/2005-2006-day-001.txt, 1, -, 1d, 0",
    "backtrader/2006-day-001.txt, 1, -, 1d, 0",
    "backtrader/2006-day-002.txt, 1, -, 2d, 0",
    "backtrader/2006-volume-day-001.txt, 1, -, 1d, 0",
    "backtrader/2006-day-001-optix.txt, 1, -, 1d, 0",
    "backtrader/2006-min-005.txt, 2, Europe/Berlin, 5m, 0",
    "backtrader/2006-month-001.txt, 1, -, 1mo, 0",
    "backtrader/2006-week-001.txt, 1, -, 1w, 0",
    "backtrader/2006-week-002.txt, 1, -, 2w, 0",
    "backtrader/nvda-1999-2014.txt.gz, 1, -, 1d, 0",
    "backtrader/orcl-1995-2014.txt.gz, 1, -, 1d, 0",
    "backtrader/yhoo-1996-2015.txt.gz, 1, -, 1d, 0",
    "nautilus/btc-perp-20211231-20220201_1m.csv.gz, 1, UTC, 1m, 0",
    "nautilus/fxcm/gbpusd-m1-ask-2012.csv.gz, 1, -, 1m, 0",
    "nautilus/fxcm/gbpusd-m1-bid-2012.csv.gz, 1, -, 1m, 0",
    "nautilus/fxcm/usdjpy-m1-ask-2013.csv.gz, 1, -, 1m, 0",
    "nautilus/fxcm/usdjpy-m1-bid-2013.csv.gz, 1, -, 1m, 0",
    "nautilus/ADABTC-1m-2021-11-27.csv, 1, -, 1m, 0",
    "nautilus/ADABTC-1m-2021-11-28.csv, 1, -, 1m, 0",
    "nautilus/xcme/6EH4.XCME_1min_bars_20240101_20240131.csv.gz, 1, -, 1m, 0",
    "arch/sp500.csv.gz, 1, -, 1d, 0",
    "arch/nasdaq.csv.gz, 1, -, 1d, 0",
    "ta4j/AAPL-PT1D-20130102_20131231.csv.gz, 1, -, 1d, 0",
    "zipline/csvdir/AAPL.csv.gz, 1, -, 1d, 0",
    "zipline/csvdir/IBM.csv.gz, 1, -, 1d, 0",
    "zipline/csvdir/KO.csv.gz, 1, -, 1d, 0",
    "zipline/csvdir/MSFT.csv.gz, 1, -, 1d, 0",
  })
  void rowsAndPricesAreThoseOfTheFile(
      String name, int firstPrice, String zone, String resolution, long rejected)
      throws IOException {
    Path file = SharedFiles.marketData(name);
    Optional<ZoneId> given = zone.equals("-") ? NO_ZONE : Optional.of(ZoneId.of(zone));

    ImportReport report = run(file, options(given, Optional.empty(), true));

    Series series = report.dataSet().series().getFirst();
    BarColumns bars = bars(report);
    assertThat(report.rejected()).isEqualTo(rejected);
    assertThat(report.accepted() + report.rejected()).isEqualTo(manifestRows(name));
    assertThat(series.resolution()).hasToString(resolution);
    assertThat(SeriesCheck.of(bars).sound()).isTrue();
    List<String[]> rows = split(file);
    for (int i = 0; i < bars.size(); i++) {
      String[] row = rows.get(i);
      long[] read = {bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i]};
      for (int column = 0; column < read.length; column++) {
        assertThat(BigDecimal.valueOf(read[column], 8))
            .as("row %d column %d", i, column)
            .isEqualByComparingTo(row[firstPrice + column]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backtestingpy/GOOG.csv",
        "backtrader/2006-volume-day-001.txt",
        "arch/sp500.csv.gz",
        "arch/nasdaq.csv.gz",
        "backtrader/nvda-1999-2014.txt.gz",
        "nautilus/fxcm/gbpusd-m1-ask-2012.csv.gz",
        "nautilus/xcme/6EH4.XCME_1min_bars_20240101_20240131.csv.gz",
        "zipline/csvdir/KO.csv.gz",
      })
  void checkFindsTheGapsAndMovesOfTheManifest(String name) throws IOException {
    ImportReport report =
        run(SharedFiles.marketData(name), options(NO_ZONE, Optional.empty(), false));
    SeriesCheck check = SeriesCheck.of(bars(report));

    String findings = manifestLine(name);
    assertThat(findings).contains("%d steps >1.5x median".formatted(check.gaps()));
    BigDecimal move = new BigDecimal(check.largestMove()).round(new java.math.MathContext(4));
    assertThat(findings)
        .contains("max |close-to-close| " + move.stripTrailingZeros().toPlainString());
  }

  @Test
  void digitsThatBinaryFloatsLeftAreRejectedUnlessRounded() throws IOException {
    Path file = SharedFiles.marketData("backtestingpy/BTCUSD.csv");
    ImportReport report = run(file, options(NO_ZONE, Optional.empty(), false));

    assertThat(report.rejected()).isEqualTo(2);
    assertThat(report.accepted()).isEqualTo(154);
    assertThat(Files.readString(report.rejectFile().orElseThrow()))
        .contains("volume has more than 8 decimals: 397787.41249925003");
    assertThat(report.dataSet().series().getFirst().instrument().assetClass())
        .isEqualTo(AssetClass.CRYPTO);
  }

  @Test
  void duplicateTickTimeIsRejectedWithItsLine() throws IOException {
    Path file = SharedFiles.marketData("backtrader/ticksample.csv");
    ImportReport report =
        run(
            file,
            options(Optional.of(ZoneId.of("UTC")), Optional.of(Resolution.parse("1ms")), false));

    assertThat(report.rejected()).isEqualTo(1);
    assertThat(report.accepted()).isEqualTo(134);
    assertThat(Files.readString(report.rejectFile().orElseThrow()))
        .contains("\"ticksample.csv\",24,\"duplicate time\"");
  }

  @Test
  void headerThatNamesTooFewColumnsIsAnError() {
    Path file = SharedFiles.marketData("backtrader/2006-01-02-volume-min-001.txt.gz");
    assertThatThrownBy(() -> run(file, options(NO_ZONE, Optional.empty(), false)))
        .hasMessage(
            ("Rows do not have the named columns: file=%s, named=7, firstRow=8, "
                    + "row=2006-01-02,09:01:00,3602.00,3603.00,3597.00,3599.00,5699,0. "
                    + "Name all columns with --columns, - for one to ignore.")
                .formatted(file));
  }

  @Test
  void archiveWithATickerColumnBecomesOneSeriesEach() throws IOException {
    ImportReport report =
        run(
            SharedFiles.marketData("zipline/QUANDL_ARCHIVE.zip"),
            options(NO_ZONE, Optional.empty(), false));

    assertThat(report.accepted()).isEqualTo(916);
    assertThat(report.dataSet().series().stream().map(s -> s.symbol() + " " + s.rows()))
        .containsExactly("AAPL 252", "BRK_A 252", "MSFT 252", "ZEN 160");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "skfolio/sp500_dataset.csv.gz",
        "arch/vix.csv.gz",
        "backtrader/bidask.csv",
        "nautilus/quote_tick_data.csv.gz",
        "empyrical/returns.csv"
      })
  void fileThatHoldsNoBarsIsRefused(String name) {
    Path file = SharedFiles.marketData(name);
    assertThatThrownBy(() -> run(file, options(NO_ZONE, Optional.empty(), false)))
        .isInstanceOf(io.papertape.workspace.WorkspaceException.class)
        .hasMessageContaining("file=" + file);
    assertThat(DataStore.in(new Workspace(folder)).names()).isEmpty();
  }

  private ImportReport run(Path file, CsvOptions options) {
    return new CsvImport(new Workspace(folder), options).run("set", Mode.REPLACE, List.of(file));
  }

  private BarColumns bars(ImportReport report) {
    return DataStore.in(new Workspace(folder))
        .load(report.dataSet(), report.dataSet().series().getFirst());
  }

  private static CsvOptions options(
      Optional<ZoneId> zone, Optional<Resolution> resolution, boolean round) {
    return new CsvOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        zone,
        false,
        resolution,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        OptionalDouble.empty(),
        round);
  }

  private static List<String[]> split(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> line.matches("\\d.*"))
          .map(line -> line.split(",", -1))
          .toList();
    }
  }

  private static long manifestRows(String name) throws IOException {
    return Arrays.stream(manifestLine(name).split(",", -1))
        .filter(cell -> cell.matches("\\d+"))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  private static String manifestLine(String name) throws IOException {
    try (Stream<String> lines = Files.lines(SharedFiles.marketData("manifest.csv"))) {
      return lines.filter(line -> line.startsWith(name + ",")).findFirst().orElseThrow();
    }
  }
}
