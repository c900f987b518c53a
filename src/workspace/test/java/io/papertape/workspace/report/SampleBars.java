package io.papertape.workspace.report;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/// Bars to run samples on.
final class SampleBars {
  private static final long SESSION = 21 * 3_600_000_000_000L;
  private static final Path ROOT = Path.of(System.getProperty("papertape.root", "."));

  private SampleBars() {}

  /// A share that never traded: regimes, fat tails and gaps from a seed.
  static List<BarColumns> synthetic(Path folder, long seed, int symbols, int days) {
    DataStore store = DataStore.in(new Workspace(folder));
    DataSet set =
        new SyntheticMarket(seed, symbols, days, Resolution.DAY)
            .generate(store, "synthetic", DataSetWriter.Mode.CREATE);
    return set.series().stream().map(series -> store.load(set, series)).toList();
  }

  /// Daily bars of GOOG from the reference inputs beside the project, or the test is skipped.
  static BarColumns goog() throws IOException {
    Path file = ROOT.resolveSibling("shared/oracles/inputs/GOOG_D.csv.gz").normalize();
    Assumptions.assumeTrue(
        Files.exists(file), "Skipped: real bars are absent: file=shared/oracles/inputs/GOOG_D");
    BarColumns.Builder bars = new BarColumns.Builder();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      in.lines().skip(1).map(line -> line.split(",", -1)).forEach(cells -> bars.add(bar(cells)));
    }
    return bars.build();
  }

  /// Where samples are written for looking at; never committed.
  static Path target(String name) throws IOException {
    Path folder = ROOT.resolve("src/workspace/target/report");
    Files.createDirectories(folder);
    return folder.resolve(name);
  }

  private static Bar bar(String... cells) {
    long open = Times.nanos(Instant.parse(cells[0] + "T00:00:00Z"));
    return new Bar(
        open,
        open + SESSION,
        FixedPoint.parse(cells[1]),
        FixedPoint.parse(cells[2]),
        FixedPoint.parse(cells[3]),
        FixedPoint.parse(cells[4]),
        Long.parseLong(cells[5]));
  }
}
