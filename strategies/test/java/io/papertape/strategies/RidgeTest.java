package io.papertape.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.csv.BundledSamples;
import io.papertape.workspace.model.ModelFit;
import io.papertape.workspace.model.ModelFolder;
import io.papertape.workspace.model.ModelSpecification;
import io.papertape.workspace.model.StoredModel;
import io.papertape.workspace.model.TrainingRecord;
import io.papertape.workspace.run.ExpectedRun;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.strategy.ExpectedResult;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.StrategyFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The model-driven strategy and the models that come with it.
class RidgeTest {
  private static final Path ROOT = Path.of(System.getProperty("papertape.root"));
  private static final Path RIDGE = ROOT.resolve("strategies/ridge");

  @TempDir static Path home;

  private static Workspace workspace;

  @BeforeAll
  static void importBundledSamples() {
    workspace = new Workspace(home);
    new BundledSamples(ROOT).provide(workspace, "synthetic-us");
  }

  static List<Path> versions() {
    return ModelFolder.versions(RIDGE);
  }

  /// What `training.json` names is fitted anew; no number that ships was typed by hand.
  @ParameterizedTest
  @MethodSource("versions")
  void fittingAgainGivesTheBytesThatShip(Path version) throws IOException {
    StoredModel shipped = ModelFolder.read(version);
    TrainingRecord record = shipped.record().orElseThrow();
    ModelFit.Result again =
        new ModelFit(DataStore.in(workspace), ModelSpecification.read(RIDGE))
            .run(
                version.getFileName().toString(),
                record.training().dataSet(),
                record.window(),
                record.training().seed(),
                record.command());

    assertThat(shipped.version().id()).isEqualTo(version.getFileName().toString());
    assertThat(record.command()).endsWith("--out models/" + shipped.version().id());
    for (var file : ModelFolder.write(again.version(), again.record()).entrySet()) {
      assertThat(new String(file.getValue(), StandardCharsets.UTF_8))
          .as(file.getKey())
          .isEqualTo(Files.readString(version.resolve(file.getKey())));
    }
  }

  @Test
  void theBacktestStartsAfterTheTrainingWindowAndSaysSo() {
    LoadedStrategy ridge = new StrategyFolder(workspace).load(RIDGE, Map.of());

    assertThat(ridge.data().from()).contains(LocalDate.of(2017, 1, 1));
    assertThat(ridge.notes())
        .containsExactly(
            "The model was trained on 2010-01-04 to 2016-12-31;"
                + " the backtest starts after that, on 2017-01-01.");
    assertThat(ridge.sources())
        .containsKeys("Ridge.java", "models/0001/model.json", "models/0001/training.json");
  }

  @Test
  void aStartInsideTheTrainingWindowIsRefused() {
    StrategyFolder folder = new StrategyFolder(workspace);

    assertThatThrownBy(() -> folder.load(RIDGE, Map.of("data.from", "2015-01-01")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith(
            "Backtest would show what the model was trained on: from=2015-01-01,");
  }

  @Test
  void theFirstFillComesAfterTheTrainingWindow() {
    LoadedStrategy ridge = new StrategyFolder(workspace).load(RIDGE, Map.of());
    ExpectedResult result = ExpectedRun.of(ridge, workspace);

    assertThat(result.fills()).hasSizeGreaterThan(20);
    assertThat(result.fills().getFirst().toString()).contains("2017-");
  }
}
