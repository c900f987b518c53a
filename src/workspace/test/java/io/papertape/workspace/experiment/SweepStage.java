package io.papertape.workspace.experiment;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.StrategyFolder;
import io.papertape.workspace.strategy.StrategyVariants;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A workspace with two synthetic shares over 600 days and a strategy of rules on one of them.
final class SweepStage {
  static final String CROSS =
      """
      name: cross
      data: {set: market, symbols: [SYN1]}
      parameters:
        fast: {default: 5, min: 2, max: 500}
        slow: {default: 20, min: 3, max: 1000}
        part: {default: 0.95, min: 0.01, max: 1}
        note: plain
      features:
        quick: sma(fast)
        calm: sma(slow)
      rules:
        kind: threshold
        enter_long: {up: "crosses_above(quick, calm)"}
        exit_long: {down: "crosses_below(quick, calm)"}
        size: {equity: part}
      """;

  final Workspace workspace;
  final Path folder;

  SweepStage(Path home) {
    workspace = new Workspace(home.resolve("state"));
    new SyntheticMarket(1, 2, 600, Resolution.DAY)
        .generate(DataStore.in(workspace), "market", Mode.REPLACE);
    folder = write(home, "cross", CROSS);
  }

  static Path write(Path home, String name, String yaml) {
    try {
      Path folder = Files.createDirectories(home.resolve(name));
      Files.writeString(folder.resolve("strategy.yaml"), yaml);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StrategyVariants variants() {
    return new StrategyFolder(workspace).variants(folder);
  }

  TrialRunner runner(Objective objective) {
    return TrialRunner.of(workspace, variants(), plan -> plan, objective);
  }

  Backtest.Outcome backtest(Map<String, String> parameters) {
    RunPlan plan = RunPlan.of(variants().with(parameters)).from(folder);
    return new Backtest(workspace).run(plan, RunProgress.SILENT);
  }

  /// A run, counted as a trial.
  RunTrial record(Map<String, String> parameters) {
    return RunTrial.record(workspace, backtest(parameters));
  }

  /// The registry of a strategy on some of the shares.
  TrialRegistry registry(String strategy, String... symbols) {
    return TrialRegistry.of(workspace, strategy, "market", List.of(symbols), Resolution.DAY);
  }

  /// Its file, where there is no other.
  Path registryFile() throws IOException {
    try (Stream<Path> files = Files.list(TrialRegistry.folder(workspace))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  /// A plan without resamples.
  SweepPlan plan(String grid, SearchPlan search) {
    ParameterSpace space =
        ParameterSpace.parse(List.of(grid), Optional.empty(), variants().parameters());
    return SweepPlan.standard(space, search).resampling(0);
  }

  SweepResult sweep(SweepPlan plan) {
    TrialRunner runner = runner(Objective.SHARPE);
    return Sweep.run(workspace, runner, plan, 2, SweepProgress.SILENT, () -> 0);
  }
}
