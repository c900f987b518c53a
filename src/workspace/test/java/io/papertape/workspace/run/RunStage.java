package io.papertape.workspace.run;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.Series;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.nio.file.Path;
import java.util.Optional;

/// A workspace with two synthetic shares and a strategy that trades them.
final class RunStage {
  final Workspace workspace;
  StatedStrategy strategy =
      StatedStrategy.of("cross", "market", () -> new CrossingAverages(5, 20, 0.4))
          .with("few", "5")
          .with("many", "20")
          .source("strategy.yaml", "a".repeat(64));

  RunStage(Path home) {
    workspace = new Workspace(home);
    generate(1);
  }

  void generate(long seed) {
    new SyntheticMarket(seed, 2, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "market", Mode.REPLACE);
  }

  /// Gives all orders a least value.
  void leastOrder(long minNotional) {
    DataStore store = DataStore.in(workspace);
    try (DataSetWriter writer = store.writer("market", Mode.APPEND)) {
      for (Series one : store.get("market").series()) {
        writer
            .series(one.instrument(), one.resolution(), one.origin())
            .describe(one.instrument().withMinNotional(minNotional), one.origin());
      }
      writer.commit();
    }
  }

  Backtest.Outcome run() {
    return run(strategy);
  }

  Backtest.Outcome run(LoadedStrategy other) {
    return new Backtest(workspace)
        .run(RunPlan.of(other).from(workspace.home()), RunProgress.SILENT);
  }

  StrategyPlaces places() {
    return new StrategyPlaces((_, _) -> strategy, workspace.home(), Optional.of(workspace.home()));
  }

  Verification verify(RunFolder folder) {
    return Verifier.verify(workspace, places(), folder, Optional.empty());
  }
}
