package io.papertape.workspace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.Times;
import io.papertape.model.Feature;
import io.papertape.model.ModelServer;
import io.papertape.model.RemoteVersion;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.RunPlan;
import io.papertape.workspace.strategy.LoadedStrategy;
import io.papertape.workspace.strategy.StrategyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Versions that name a server: strictly read, hashed, and refused by backtests.
class RemoteModelFileTest {
  private static final String FILE =
      """
      {
        "format": 1,
        "kind": "remote",
        "trainedTo": "2016-12-31",
        "url": "http://127.0.0.1:8600/",
        "model": "ridge",
        "version": "3",
        "timeoutMillis": 250,
        "features": ["return(1)", "rank(return(20))"]
      }
      """;

  @TempDir private Path home;
  private Path strategy;
  private Path version;

  @BeforeEach
  void write() throws IOException {
    strategy = home.resolve("mine");
    version = strategy.resolve("models/0002");
    Files.createDirectories(version);
    Files.writeString(version.resolve("model.json"), FILE);
    Files.writeString(
        strategy.resolve("strategy.yaml"),
        """
        name: mine
        data: {set: synthetic-us}
        model: "0002"
        rules:
          kind: target
          weight: score
        """);
  }

  @Test
  void aVersionNamesWhatIsAskedAndWhere() {
    StoredModel stored = ModelFolder.read(version);

    assertThat(stored.version())
        .isEqualTo(
            new RemoteVersion(
                "0002",
                List.of(Feature.parse("return(1)"), Feature.parse("rank(return(20))")),
                Times.nanos(Instant.parse("2017-01-01T00:00:00Z")) - 1,
                new ModelServer("http://127.0.0.1:8600", "ridge", "3", 250)));
    assertThat(stored.record()).isEmpty();
    assertThat(stored.files()).containsOnlyKeys("model.json");
    assertThat(stored.hash()).hasSize(64);
    assertThat(ModelFolder.versions(strategy)).containsExactly(version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"model\": \"ridge\", | | Key is missing: file=model.json, key=model. Mend the file;"
            + " docs/models.md has an example.",
        "\"model\": \"ridge\", | \"model\": \"../x\", | Value does not fit: file=model.json,"
            + " key=model, value=../x. Use letters, digits, dots, hyphens and underscores.",
        "\"format\": 1, | \"format\": 1, \"token\": \"x\", | Unknown key: file=model.json,"
            + " key=token. Known are format, kind, trainedTo, url, model, version, timeoutMillis,"
            + " features.",
        "http://127.0.0.1:8600/ | ftp://127.0.0.1/ | Value does not fit: file=model.json, key=url,"
            + " value=ftp://127.0.0.1/. Give an address such as http://127.0.0.1:8600.",
        "http://127.0.0.1:8600/ | https://me:secret@models.example.com | Value does not fit:"
            + " file=model.json, key=url, value=https://me:secret@models.example.com. Leave out"
            + " user, password, query and fragment.",
        "250 | 20000 | Model cannot be used: file=model.json. Timeout out of range:"
            + " timeoutMillis=20000. Use 1 to 10000.",
        "2016-12-31 | then | Value does not fit: file=model.json, key=trainedTo, value=then. Give"
            + " a day such as 2016-12-31.",
        "\"return(1)\", | \"return(0)\", | Value does not fit: file=model.json, key=features,"
            + " value=return(0). Indicator period is too short: indicator=return, period=0. Use at"
            + " least 1.",
        "[\"return(1)\", \"rank(return(20))\"] | [] | Model cannot be used: file=model.json. Model"
            + " looks at nothing: model=0002, features=0. Name one or more.",
        "\"format\": 1 | \"format\": 2 | Unknown format: file=model.json. Use the Papertape version"
            + " that it was written for.",
      })
  void aFileThatIsWrongSaysWhere(String right, String wrong, String message) throws IOException {
    assertThat(FILE).contains(right);
    Files.writeString(
        version.resolve("model.json"), FILE.replace(right, wrong == null ? "" : wrong));

    assertThatThrownBy(() -> ModelFolder.read(version))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message);
  }

  @Test
  void aStrategyWithOneStartsAfterItsTrainingAndIsNotBacktested() {
    LoadedStrategy loaded = new StrategyFolder(new Workspace(home)).load(strategy, Map.of());

    assertThat(loaded.remoteModel()).isPresent();
    assertThat(loaded.sources()).containsKey("models/0002/model.json");
    assertThat(loaded.data().from()).contains(LocalDate.parse("2017-01-01"));
    assertThat(loaded.notes())
        .containsExactly("The remote model was trained up to 2016-12-31, as its file says.");
    assertThatThrownBy(() -> RunPlan.of(loaded))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Backtests ask no remote model: model=0002, url=http://127.0.0.1:8600. Start a paper"
                + " session on a replay of the data (--feed replay:SET@0), which keeps the answers"
                + " on its tape, or name a version with coefficients in strategy.yaml.");
  }
}
