package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What tests of verbs over runs begin with: generated data, a strategy, and what a verb printed.
class StagedCommands {
  @TempDir Path folder;
  RunStage stage = new RunStage(RunStage.AboveAverage::new);
  String out = "";
  String err = "";
  private volatile StringWriter said = new StringWriter();

  @BeforeEach
  void generate() throws IOException {
    Files.createDirectories(folder.resolve("strategies/average"));
    assertThat(run("data", "generate", "--symbols", "2", "--days", "300")).isZero();
  }

  int run(String... arguments) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    said = errText;
    Terminal terminal = new Terminal(new PrintWriter(outText), new PrintWriter(errText));
    int code = Main.run(terminal, Map.of(), folder, _ -> stage, arguments);
    out = outText.toString();
    err = errText.toString();
    return code;
  }

  /// Waits until the verb that is running has said something on the error stream.
  void awaitSaid(String text) throws InterruptedException {
    for (int i = 0; i < 30_000 && !said.toString().contains(text); i++) {
      Thread.sleep(1);
    }
    assertThat(said.toString()).contains(text);
  }
}
