package io.papertape.strategies;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.experiment.audit.AuditOptions;
import io.papertape.experiment.audit.AuditResult;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.csv.BundledSamples;
import io.papertape.workspace.run.Backtest;
import io.papertape.workspace.run.RunAudit;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.run.RunProgress;
import io.papertape.workspace.run.StrategyPlaces;
import io.papertape.workspace.strategy.StrategyFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No bundled strategy knows its future, and none depends on where its history begins.
class AuditedRunsTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));

  @TempDir static Path home;

  private static Workspace workspace;

  @BeforeAll
  static void importBundledSamples() {
    workspace = new Workspace(home);
    new BundledSamples(ROOT).provide(workspace, "synthetic-us");
  }

  static List<String> strategies() {
    return GoldenRunTest.strategies();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void theStrategyKnowsNothingOfItsFuture(String name) {
    Path folder = ROOT.resolve("strategies").resolve(name);
    StrategyFolder loader = new StrategyFolder(workspace);
    Backtest.Outcome outcome =
        new Backtest(workspace)
            .run(RunPlan.of(loader.load(folder, Map.of())).from(folder), RunProgress.SILENT);

    AuditResult found =
        RunAudit.of(
            workspace,
            new StrategyPlaces(loader, ROOT, Optional.of(folder)),
            outcome.folder(),
            AuditOptions.standard());

    assertThat(found.lookAheads()).isEmpty();
    assertThat(found.startDependent()).isEmpty();
    assertThat(found.cutNanos()).hasSize(5);
    assertThat(found.compared()).isGreaterThan(1_000);
  }
}
