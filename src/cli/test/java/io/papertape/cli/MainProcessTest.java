package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.papertape.cli.ProcessStage.Outcome;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What only a whole process shows: its standard output and how it ends.
class MainProcessTest {
  @TempDir private Path folder;
  private ProcessStage stage;

  @BeforeEach
  void setUp() {
    stage = new ProcessStage(folder);
  }

  @Test
  void outputThatTheDiskDoesNotTakeIsAnError() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");

    for (String verb : new String[] {"--help", "--version"}) {
      assertThat(stage.run(Redirect.to(full.toFile()), verb))
          .isEqualTo(
              new Outcome(
                  3,
                  "Standard output was not written: cause=No space left on device."
                      + " Free space or name another place for it.\n"));
    }
  }

  @Test
  void aClosedPipeEndsQuietly() throws Exception {
    Process process = stage.start(Redirect.PIPE, "data", "list");
    process.getInputStream().close();

    assertThat(stage.outcome(process)).isEqualTo(new Outcome(141, ""));
  }

  @Test
  void aStrategyThatEndsTheProgramIsAFailedStrategy() throws Exception {
    generate();
    stage.strategy("quitter", "System.exit(0);");

    assertThat(stage.run(Redirect.DISCARD, "backtest", "strategies/quitter"))
        .isEqualTo(
            new Outcome(
                5,
                "Strategy ended the program: at=Code.onBar(Code.java:7). Let it return or throw"
                    + " instead of System.exit; nothing was kept of this run.\n"));
  }

  @Test
  void aStrategyThatEndsTheProgramFromAnotherThreadIsNamedToo() throws Exception {
    generate();
    stage.strategy(
        "quitter",
        "Thread.ofPlatform().start(() -> Runtime.getRuntime().exit(0));\n"
            + "    while (true) { Thread.onSpinWait(); }");

    Outcome outcome = stage.run(Redirect.DISCARD, "backtest", "strategies/quitter");

    assertThat(outcome.code()).isEqualTo(5);
    assertThat(outcome.err()).startsWith("Strategy ended the program: at=Code.lambda");
  }

  @Test
  void aStrategyThatThrowsIsNamedWithItsLine() throws Exception {
    generate();
    stage.strategy("thrower", "throw new IllegalStateException(\"No more.\");");

    Outcome outcome = stage.run(Redirect.DISCARD, "backtest", "strategies/thrower");

    assertThat(outcome.code()).isEqualTo(5);
    assertThat(outcome.err())
        .contains(
            ", cause=java.lang.IllegalStateException: No more, at=Code.onBar(Code.java:7)."
                + " The journal up to there is sealed");
  }

  @Test
  void aSignalIsNotTakenForTheStrategy() throws Exception {
    generate();
    Path started = folder.resolve("started");
    stage.strategy(
        "endless",
        """
        try { java.nio.file.Files.createFile(java.nio.file.Path.of("started")); }
        catch (java.io.IOException e) { throw new IllegalStateException(e); }
        while (true) { Thread.onSpinWait(); }
        """);
    Process process = stage.start(Redirect.DISCARD, "backtest", "strategies/endless");
    stage.await(process, "the first bar", () -> Files.exists(started));
    process.destroy();

    assertThat(stage.outcome(process)).isEqualTo(new Outcome(143, ""));
  }

  private void generate() throws IOException, InterruptedException {
    assertThat(stage.run(Redirect.DISCARD, "data", "generate", "--symbols=1", "--days=30"))
        .isEqualTo(new Outcome(0, ""));
  }
}
