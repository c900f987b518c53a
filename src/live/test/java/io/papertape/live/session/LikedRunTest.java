package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.StrategyFolder;
import io.papertape.workspace.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Strategies in folders, started like a run of one of them.
class LikedRunTest {
  @TempDir private Path home;
  private Workspace workspace;
  private Path fast;
  private String run;

  @BeforeEach
  void runFast() throws IOException {
    workspace = new Workspace(home);
    new SyntheticMarket(7, 3, 300, Resolution.DAY)
        .generate(DataStore.in(workspace), "days", DataSetWriter.Mode.CREATE);
    fast = strategy("fast", "days");
    RunPlan plan = RunPlan.of(new StrategyFolder(workspace).load(fast, Map.of("days", "7")));
    run = new Backtest(workspace).run(plan, RunProgress.SILENT).folder().id();
  }

  private Path strategy(String name, String parameter) throws IOException {
    Path folder = Files.createDirectories(home.resolve("strategies").resolve(name));
    Files.writeString(
        folder.resolve(StrategyFolder.FILE),
        """
        name: %s
        data: {set: days, symbols: [SYN2]}
        parameters: {%s: 3}
        features: {mean: sma(%s)}
        rules:
          kind: threshold
          enter_long: {above: close > mean}
          exit_long: {below: close < mean}
          size: {equity: 0.9, at: decision}
        """
            .formatted(name, parameter, parameter));
    return folder;
  }

  private NewSession start(Path strategy) {
    return NewSession.of(
        new SessionPlan(strategy, "replay:days@0").like(run),
        workspace,
        new StrategyFolder(workspace),
        new Feeds(List.of(new ReplayFeeds(workspace, System::nanoTime))),
        1);
  }

  @Test
  void theRunsValuesAreTaken() {
    NewSession made = start(fast);
    made.feed().feed().close();
    assertThat(made.manifest().parameters()).containsEntry("days", "7");
  }

  @Test
  void whatItReplaysIsStatedAsItIsNowAndNotAsTheRunHadIt() {
    DataStore store = DataStore.in(workspace);
    String then = store.get("days").get("SYN2", Resolution.DAY).hash();
    new SyntheticMarket(8, 3, 300, Resolution.DAY)
        .generate(store, "days", DataSetWriter.Mode.REPLACE);
    NewSession made = start(fast);
    made.feed().feed().close();
    assertThat(made.manifest().replayed())
        .extracting(ReplayedSeries::hash)
        .containsExactly(store.get("days").get("SYN2", Resolution.DAY).hash())
        .doesNotContain(then);
  }

  @Test
  void aRunOfAnotherStrategyIsNamedWithBothAndTheWayOut() throws Exception {
    Path slow = strategy("slow", "weeks");
    assertThatThrownBy(() -> start(slow))
        .hasMessage(
            ("Run is of another strategy: like=%s, strategyOfRun=fast, strategy=slow. Start that"
                    + " strategy, or give --like a run of this one.")
                .formatted(run));
  }

  @Test
  void aStrategyThatHasNotTheRunsParametersAnyMoreHasChanged() throws Exception {
    strategy("fast", "bars");
    assertHasChanged();
  }

  @Test
  void aStrategyWithOtherSourcesHasChanged() throws Exception {
    Path file = fast.resolve(StrategyFolder.FILE);
    Files.writeString(file, Files.readString(file).replace("0.9", "0.8"));
    assertHasChanged();
  }

  private void assertHasChanged() {
    assertThatThrownBy(() -> start(fast))
        .hasMessage(
            ("Strategy has changed since the run: strategy=fast, like=%s, parametersOfRun={days=7}."
                    + " Make the backtest again with the strategy as it is now, or restore its"
                    + " files.")
                .formatted(run));
  }
}
