package io.papertape.service;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.ledger.Ledger;
import io.papertape.workspace.ledger.LedgerEvent.RunSealed;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.synthetic.SyntheticMarket;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// A home for the service under test, with a long run, a failed one, a ledger, data and
/// strategies. All classes with `@QuarkusTest` share one, and Quarkus runs them in the order of
/// their names: one that adds data or runs is named so that it comes after those that count them.
public final class ServiceHome implements QuarkusTestResourceLifecycleManager {
  static final int LONG_RUN_BARS = 6_000;
  static final Instant SEALED = Instant.parse("2026-11-22T12:00:00Z");

  private Path home = Path.of("");

  @Override
  public Map<String, String> start() {
    try {
      home = Files.createTempDirectory("papertape-service");
      RunFixture.complete(home, LONG_RUN_BARS);
      RunFixture.failed(home, 60, 40);
      Workspace workspace = new Workspace(home);
      Ledger ledger = Ledger.in(workspace, _ -> {});
      Clock clock = Clock.fixed(SEALED, ZoneOffset.UTC);
      for (String digit : new String[] {"a", "b", "c"}) {
        String hash = digit.repeat(64);
        ledger.append(
            new RunSealed(hash.substring(0, 16), hash, hash, RunSealed.Status.COMPLETE), clock);
      }
      // Its one symbol is halted for five of the days: 15 bars.
      new SyntheticMarket(1, 1, 20, Resolution.DAY)
          .generate(DataStore.in(workspace), "small", DataSetWriter.Mode.CREATE);
      strategy("cross", "description: Buys when the fast mean crosses the slow one\n");
      strategy("torn", "description: [\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "papertape.home", home.toString(), "papertape.strategies", home.resolve("s").toString());
  }

  private void strategy(String name, String yaml) throws IOException {
    Path folder = Files.createDirectories(home.resolve("s").resolve(name));
    Files.writeString(folder.resolve("strategy.yaml"), yaml);
  }

  /// A strategy that buys and sells often, and generated data of its own.
  ///
  /// @param set name of the data set, which is made once
  /// @return the strategy's folder
  static Path waves(Workspace workspace, String set) throws IOException {
    if (DataStore.in(workspace).find(set).isEmpty()) {
      new SyntheticMarket(5, 2, 200, Resolution.DAY)
          .generate(DataStore.in(workspace), set, DataSetWriter.Mode.CREATE);
    }
    Path folder = Files.createDirectories(workspace.home().resolve(set + "-strategies/waves"));
    Files.writeString(
        folder.resolve("strategy.yaml"),
        """
        name: waves
        data: {set: %s, symbols: [SYN2]}
        parameters: {bars: 3}
        features: {mean: sma(bars)}
        rules:
          kind: threshold
          enter_long: {above: close > mean}
          exit_long: {below: close < mean}
          size: {equity: 0.9, at: decision}
        """
            .formatted(set));
    return folder;
  }

  @Override
  public void stop() {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
