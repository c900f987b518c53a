package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCommandsTest {
  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void describeAModel() throws IOException {
    Files.createDirectories(folder.resolve("strategies/tiny"));
    Files.writeString(
        folder.resolve("strategies/tiny/model.yaml"),
        """
        kind: logistic
        target: up(3)
        features: [return(1), rank(return(5))]
        lambda: [0.1, 1]
        symbols: [SYN2, SYN3]
        from: 2010-01-04
        to: 2011-06-30
        """);
    assertThat(run("data", "generate", "--days", "500", "--name", "made")).isZero();
  }

  @Test
  void aModelIsFittedListedAndShown() throws IOException {
    assertThat(run("model", "list", "strategies/tiny")).isZero();
    assertThat(out)
        .isEqualTo(
            "No models in strategies/tiny. papertape model fit strategies/tiny makes one.\n");

    assertThat(run("model", "fit", "strategies/tiny", "--data", "made")).as(err).isZero();
    assertThat(out)
        .startsWith(
            "Fitted " + folder.resolve("strategies/tiny/models/0001") + "\nModel 0001, hash ")
        .contains("  logistic, target up(3), 2 features, lambda ")
        .contains("  trained on made SYN2 SYN3, 2010-01-04 to 2011-06-30, ");

    assertThat(run("model", "list", "strategies/tiny")).isZero();
    assertThat(out)
        .startsWith("0001     logistic up(3), trained 2010-01-04 to 2011-06-30, holdout R² ");

    assertThat(run("model", "show", "strategies/tiny/models/0001")).isZero();
    assertThat(out)
        .contains(
            "  made by    papertape model fit strategies/tiny --data made"
                + " --from 2010-01-04 --to 2011-06-30 --seed 1 --out models/0001\n")
        .contains("\n  rank(return(5)) ");

    assertThat(run("model", "show", "strategies/tiny/models/0001", "--json")).isZero();
    JsonNode shown = new ObjectMapper().readTree(out);
    assertThat(shown.at("/model/features/1/name").asText()).isEqualTo("rank(return(5))");
    assertThat(shown.at("/files/model.json").asText()).hasSize(64);
  }

  @Test
  void fittingAgainIsSafe() {
    String[] fit = {"model", "fit", "strategies/tiny", "--data", "made", "--out", "models/0001"};
    assertThat(run(fit)).isZero();
    assertThat(run(fit)).isZero();
    assertThat(out).startsWith("The same bytes as ");

    assertThat(
            run(
                "model",
                "fit",
                "strategies/tiny",
                "--data",
                "made",
                "--out",
                "models/0001",
                "--to",
                "2011-03-31"))
        .isEqualTo(2);
    assertThat(err).startsWith("Model version is there and differs: folder=");
    assertThat(run("model", "fit", "strategies/tiny", "--data", "made", "--seed", "3")).isZero();
    assertThat(folder.resolve("strategies/tiny/models/0002/model.json")).exists();
  }

  @Test
  void exitCodesTellWhoHasToAct() {
    assertThat(run("model", "fit", "strategies/tiny")).isEqualTo(2);
    assertThat(err)
        .isEqualTo("Not said what to fit to: data=none. Give --data, or the key in model.yaml.\n");
    assertThat(run("model", "fit", "strategies/none", "--data", "made")).isEqualTo(2);
    assertThat(err).startsWith("No model is described: file=");
    assertThat(run("model", "fit", "strategies/tiny", "--data", "other")).isEqualTo(4);
    assertThat(run("model", "show", "strategies/tiny/models/0009")).isEqualTo(2);
    assertThat(run("model")).isEqualTo(2);
  }

  @Test
  void aVersionThatCannotBeReadHidesNoOtherInTheList() throws IOException {
    assertThat(run("model", "fit", "strategies/tiny", "--data", "made")).as(err).isZero();
    String models = "strategies/tiny/models/";
    for (String damaged : List.of("0002", "0003")) {
      Files.createDirectories(folder.resolve(models + damaged));
      Files.writeString(folder.resolve(models + damaged + "/model.json"), "{");
    }
    Files.writeString(folder.resolve(models + "0002/training.json"), "{}");
    Files.writeString(folder.resolve(models + "0002/baseline.json"), "{}");
    String key = "Key is missing: file=training.json, key=format. Fit the model again.";
    String file =
        "Model file is missing: file=%s. papertape model fit makes a version."
            .formatted(folder.resolve(models + "0003/training.json"));

    assertThat(run("model", "list", "strategies/tiny")).as(err).isZero();
    assertThat(out)
        .startsWith("0001     logistic up(3), trained ")
        .endsWith("\n0002     %s\n0003     %s\n".formatted(key, file));

    assertThat(run("model", "list", "strategies/tiny", "--json")).as(err).isZero();
    JsonNode listed = new ObjectMapper().readTree(out);
    assertThat(listed.get(0).at("/model/id").asText()).isEqualTo("0001");
    assertThat(listed.get(0).has("problem")).isFalse();
    assertThat(listed.get(1).toString())
        .isEqualTo("{\"problem\":\"%s\",\"model\":{\"id\":\"0002\"}}".formatted(key));
    assertThat(listed.get(2).get("problem").asText()).isEqualTo(file);
    assertThat(run("model", "show", models + "0002")).isEqualTo(Failures.USAGE);
    assertThat(err).isEqualTo(key + "\n");
  }

  @Test
  void aRemoteVersionIsListedAndShown() throws IOException {
    Files.createDirectories(folder.resolve("strategies/tiny/models/0007"));
    Files.writeString(
        folder.resolve("strategies/tiny/models/0007/model.json"),
        """
        {"format": 1, "kind": "remote", "trainedTo": "2016-12-31", "url": "http://127.0.0.1:8600",
         "model": "ridge", "timeoutMillis": 250, "features": ["return(1)", "rsi(14)"]}
        """);

    assertThat(run("model", "list", "strategies/tiny")).isZero();
    assertThat(out).startsWith("0007     remote   ridge at http://127.0.0.1:8600, hash ");

    assertThat(run("model", "show", "strategies/tiny/models/0007")).isZero();
    assertThat(out)
        .startsWith("Model 0007, hash ")
        .endsWith(
            """
              remote, 2 features, trained to 2016-12-31T23:59:59.999999999Z
              asks http://127.0.0.1:8600 for ridge, at most 250 ms
              return(1)
              rsi(14)
            """);

    assertThat(run("model", "show", "strategies/tiny/models/0007", "--json")).isZero();
    assertThat(new ObjectMapper().readTree(out).path("model").path("url").asText())
        .isEqualTo("http://127.0.0.1:8600");
  }

  /// The commands of the guide, in a folder with nothing but the description of the bundled
  /// model: what ships was written by them.
  @Test
  void theCommandsOfTheGuideWriteTheModelThatShips() throws IOException {
    Path root = Path.of(System.getProperty("papertape.root"));
    Files.createDirectories(folder.resolve("strategies/ridge"));
    Files.copy(
        root.resolve("strategies/ridge/model.yaml"), folder.resolve("strategies/ridge/model.yaml"));
    String guide = Files.readString(root.resolve("docs/models.md"));
    Matcher commands = Pattern.compile("(?m)^papertape (model [^#\n]*)").matcher(guide);
    int count = 0;
    while (commands.find()) {
      assertThat(run(commands.group(1).strip().split(" +"))).as(commands.group() + err).isZero();
      count++;
    }

    assertThat(count).isEqualTo(3);
    for (String name : List.of("model.json", "training.json", "baseline.json")) {
      assertThat(folder.resolve("strategies/ridge/models/0001").resolve(name))
          .hasSameBinaryContentAs(root.resolve("strategies/ridge/models/0001").resolve(name));
    }
  }

  private int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(outText), new PrintWriter(errText));
    int code = Main.run(terminal, Map.of(), folder, arguments);
    out = outText.toString();
    err = errText.toString();
    return code;
  }
}
