package io.papertape.workspace.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads the bundled model, then copies of it with one thing wrong.
class ModelFolderTest {
  private static final Path BUNDLED =
      Path.of(System.getProperty("papertape.root"), "strategies/ridge/models/0001");

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (String name : new String[] {"model.json", "training.json", "baseline.json"}) {
      Files.copy(BUNDLED.resolve(name), folder.resolve(name));
    }
  }

  @Test
  void theHashCoversEveryFile() throws IOException {
    StoredModel before = ModelFolder.read(folder);
    change("training.json", "\"seed\" : 1", "\"seed\" : 2");

    StoredModel after = ModelFolder.read(folder);
    assertThat(after.hash()).isNotEqualTo(before.hash());
    assertThat(after.files().get("model.json")).isEqualTo(before.files().get("model.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"kind\" : \"ridge\" | \"kind\" : \"forest\" | Value does not fit: file=model.json,"
            + " key=kind, value=forest. Unknown kind of model: kind=forest. Use linear, ridge or"
            + " logistic.",
        "\"kind\" : \"ridge\" | \"kind\" : \"ridge\", \"colour\" : 1 | Unknown key:"
            + " file=model.json, key=colour. Known are format, id, kind, target, lambda, scaler,"
            + " intercept, features.",
        "\"name\" : \"rsi(14)\" | \"name\" : \"rsi(0)\" | Value does not fit: file=model.json,"
            + " key=features[6].name, value=rsi(0). Indicator period is too short:"
            + " indicator=rsi, period=0. Use at least 1.",
        "\"format\" : 1 | \"format\" : 2 | Unknown format: file=model.json. Use the Papertape"
            + " version that wrote it.",
        "\"intercept\" : | \"intercept\" : \"a\", \"b\" : | Value does not fit: file=model.json,"
            + " key=intercept, value=\"a\". Give a finite number.",
        "\"target\" : \"return(5)\" | \"target\" : \"up(5)\" | Model cannot be used:"
            + " file=model.json. Model forecasts another thing: kind=ridge, target=up(5). Logistic"
            + " goes with up(n).",
      })
  void aModelFileThatIsWrongSaysWhere(String right, String wrong, String message)
      throws IOException {
    change("model.json", right, wrong);

    assertThatThrownBy(() -> ModelFolder.read(folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | Model cannot be used: file=training.json. Training window is empty:"
            + " fromNanos=1262563200000000000, toNanos=1483228800000000000, rows=0. Give a longer"
            + " one.",
        "99999999999 | Value does not fit: file=training.json, key=rows, value=99999999999. Give a"
            + " whole number up to 2147483647.",
      })
  void aNumberOfRowsThatCannotBeIsTheFilesFault(String rows, String message) throws IOException {
    change("training.json", "\"rows\" : 13664", "\"rows\" : " + rows);

    assertThatThrownBy(() -> ModelFolder.read(folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(message);
  }

  @Test
  void notANumberIsRefused() throws IOException {
    change("model.json", "\"intercept\" : ", "\"intercept\" : NaN, \"x\" : ");

    assertThatThrownBy(() -> ModelFolder.read(folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("Not JSON: file=model.json, line=8, cause=Non-standard token 'NaN'")
        .hasMessageEndingWith("Fit the model again.");
  }

  @Test
  void aFeatureWithoutItsCoefficientIsRefused() throws IOException {
    change("model.json", "\"coefficient\"", "\"weight\"");

    assertThatThrownBy(() -> ModelFolder.read(folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Key is missing: file=model.json, key=features[0].coefficient. Fit the model again.");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(folder.resolve("training.json"));

    assertThatThrownBy(() -> ModelFolder.read(folder))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "Model file is missing: file=%s. papertape model fit makes a version."
                .formatted(folder.resolve("training.json")));
  }

  private void change(String name, String right, String wrong) throws IOException {
    Path file = folder.resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    int at = text.indexOf(right);
    Files.writeString(file, text.substring(0, at) + wrong + text.substring(at + right.length()));
  }
}
