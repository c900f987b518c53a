package io.papertape.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.csv.BundledSamples;
import io.papertape.workspace.run.ExpectedRun;
import io.papertape.workspace.strategy.ExpectedFiles;
import io.papertape.workspace.strategy.ExpectedResult;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.StrategyFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each bundled strategy does on the bundled data what `expected/` in its folder says;
/// `papertape backtest STRATEGY --update-expected` writes it anew.
class GoldenRunTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));

  @TempDir static Path home;

  private static Workspace workspace;

  @BeforeAll
  static void importBundledSamples() {
    workspace = new Workspace(home);
    new BundledSamples(ROOT).provide(workspace, "synthetic-us");
  }

  static List<String> strategies() {
    return StrategyFolder.list(ROOT.resolve("strategies")).stream()
        .map(path -> path.getFileName().toString())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void theStrategyDoesWhatItsExpectedFilesSay(String name) {
    Path folder = ROOT.resolve("strategies").resolve(name);
    LoadedStrategy strategy = new StrategyFolder(workspace).load(folder, Map.of());
    ExpectedResult result = ExpectedRun.of(strategy, workspace);
    ExpectedFiles files = new ExpectedFiles(folder);
    assertThat(result.fills()).hasSizeGreaterThan(20);
    assertThat(files.read().orElseThrow().differences(result)).isEmpty();
  }

  @Test
  void theSixAreThere() {
    assertThat(strategies())
        .contains(
            "bollinger-reversion",
            "cross-sectional-momentum",
            "donchian-breakout",
            "moving-average-cross",
            "ridge",
            "rsi-reversion");
  }
}
