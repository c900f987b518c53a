package io.papertape.workspace.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.csv.CsvImport;
import io.papertape.workspace.csv.CsvOptions;
import io.papertape.workspace.csv.ImportReport;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetImportTest {
  private static final Resolution MINUTE = Resolution.parse("1m");

  @TempDir private Path home;

  @Test
  void whatWasExportedComesBackWithTheSameHash() {
    DataStore store = DataStore.in(new Workspace(home));
    DataSet set = new SyntheticMarket(3, 2, 40, Resolution.DAY).generate(store, "one", Mode.CREATE);
    Path file = home.resolve("one.parquet");
    try (BarsParquet out = new BarsParquet(file, set.series())) {
      set.series().forEach(series -> out.write(series, store.load(set, series)));
    }

    DataSet copy = imported("copy", file).dataSet();

    assertThat(copy.series()).hasSameSizeAs(set.series());
    assertThat(copy.series().stream().map(Series::hash))
        .containsExactlyElementsOf(set.series().stream().map(Series::hash).toList());
  }

  @Test
  void volumesOfAFineStepComeBackExactly() throws IOException {
    Path csv = home.resolve("btc.csv");
    Files.writeString(
        csv,
        """
        time,open,high,low,close,volume
        2024-01-02T00:00:00Z,1.00000001,2,1,1.5,0.00012345
        2024-01-02T00:01:00Z,1.5,2.5,1,1.5,123456789.5
        """);
    DataStore store = DataStore.in(new Workspace(home));
    DataSet set = imported("btc", csv).dataSet();
    Path file = home.resolve("btc.parquet");
    try (BarsParquet out = new BarsParquet(file, set.series())) {
      out.write(set.series().getFirst(), store.load(set, set.series().getFirst()));
    }

    assertThat(imported("copy", file).dataSet().series().getFirst().hash())
        .isEqualTo(set.series().getFirst().hash());
  }

  @Test
  void arrowsDoublesAreReadAsTheirShortestDecimals() throws IOException {
    ImportReport report = imported("arrow", resource("arrow.parquet"));
    BarColumns bars = bars("arrow");

    assertThat(report.accepted()).isEqualTo(30);
    assertThat(report.rejected()).isZero();
    assertThat(report.assumptions())
        .contains(
            "arrow.parquet: floating columns [Open, High, Low, Close] are read as their shortest"
                + " decimals");
    assertThat(bars.openTimeNanos()[0]).isEqualTo(1_704_205_800_000_000_000L);
    assertThat(FixedPoint.format(bars.open()[29])).isEqualTo("102.9");
    assertThat(FixedPoint.format(bars.high()[1])).isEqualTo("101.1");
    assertThat(FixedPoint.format(bars.low()[3])).isEqualTo("99.3");
    assertThat(bars.volume()[29]).isEqualTo(1_029);
  }

  @Test
  void duckdbsDecimalsAreReadExactly() throws IOException {
    ImportReport report = imported("duckdb", resource("duckdb.parquet"));
    BarColumns bars = bars("duckdb");

    assertThat(report.accepted()).isEqualTo(50);
    assertThat(report.assumptions()).noneMatch(text -> text.contains("floating"));
    assertThat(FixedPoint.format(bars.close()[49])).isEqualTo("100.99");
    assertThat(bars.volume()[49]).isEqualTo(1_049);
  }

  @Test
  void anotherCompressionIsNamed() throws IOException {
    Path file = resource("duckdb-zstd.parquet");

    assertThatThrownBy(() -> imported("zstd", file))
        .hasMessage(
            "Parquet file is compressed in a way that is not read: file="
                + file
                + ", compression=zstd. Write it again, uncompressed or with snappy or gzip.");
    assertThat(DataStore.in(new Workspace(home)).names()).isEmpty();
  }

  @Test
  void aFileThatWasCutIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(resource("duckdb.parquet"));
    Path file = home.resolve("cut.parquet");
    Files.write(file, java.util.Arrays.copyOf(whole, 1_000));

    assertThatThrownBy(() -> imported("cut", file))
        .hasMessageStartingWith("Parquet file cannot be read: file=" + file + ", cause=");
  }

  private BarColumns bars(String name) {
    DataStore store = DataStore.in(new Workspace(home));
    return store.load(name, name, MINUTE);
  }

  private ImportReport imported(String name, Path file) {
    return new CsvImport(new Workspace(home), CsvOptions.detected())
        .run(name, Mode.CREATE, List.of(file));
  }

  private Path resource(String name) throws IOException {
    Path file = home.resolve(name);
    try (InputStream in = getClass().getResourceAsStream("/parquet/" + name)) {
      Files.copy(in, file);
    }
    return file;
  }
}
