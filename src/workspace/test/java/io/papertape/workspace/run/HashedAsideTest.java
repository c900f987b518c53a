package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.RecordLevel;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.csv.BundledSamples;
import io.papertape.workspace.strategy.ExpectedFiles;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.StrategyFolder;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The golden runs of the bundled strategies, hashed on the simulation's thread and on another:
/// the same bytes, and the root that is stored.
class HashedAsideTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));

  @TempDir static Path home;

  private static Workspace workspace;

  @BeforeAll
  static void importBundledSamples() {
    workspace = new Workspace(home);
    new BundledSamples(ROOT).provide(workspace, "synthetic-us");
  }

  static List<Path> folders() {
    return StrategyFolder.list(ROOT.resolve("strategies"));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void bothWaysGiveTheBytesOfTheGoldenRun(Path folder) {
    LoadedStrategy strategy = new StrategyFolder(workspace).load(folder, Map.of());
    for (RecordLevel level : List.of(RecordLevel.FOLDED, RecordLevel.EACH)) {
      ByteArrayOutputStream here = new ByteArrayOutputStream();
      ByteArrayOutputStream aside = new ByteArrayOutputStream();
      RunResult one = simulation(strategy).journal(here::write, level).run();
      RunResult two = simulation(strategy).journal(aside::write, level).hashingAside().run();
      assertThat(aside.toByteArray()).isEqualTo(here.toByteArray());
      assertThat(two.root()).isEqualTo(one.root());
      assertThat(two.finalEquity()).isEqualTo(one.finalEquity());
      if (level == RecordLevel.FOLDED) {
        assertThat(two.root()).isEqualTo(new ExpectedFiles(folder).read().orElseThrow().root());
      }
    }
  }

  private static Simulation simulation(LoadedStrategy strategy) {
    RunPlan plan = RunPlan.of(strategy);
    RunBars data = RunBars.load(workspace, plan.data());
    return FinishedRun.simulation(
        ExpectedRun.MANIFEST, Manifest.of(plan, data), data, strategy.create(), _ -> {});
  }
}
