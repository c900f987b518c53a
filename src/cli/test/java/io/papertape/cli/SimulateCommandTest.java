package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err));
    return Main.run(terminal, Map.of(), Path.of(""), arguments);
  }

  @Test
  void oneSeedIsReplayedWithItsHashes() {
    assertThat(run("simulate", "--seed", "4", "--weeks", "0.05")).isZero();

    assertThat(out.toString())
        .contains("Seed 4: stopped after")
        .containsPattern("journal  [0-9a-f]{64}")
        .contains("Everything held.");
  }

  @Test
  void aCampaignIsJson() {
    assertThat(run("simulate", "--seeds", "1..2", "--weeks", "0.05", "--json")).isZero();

    assertThat(out.toString()).contains("\"sessions\" : 2").contains("\"failures\" : 0");
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    assertThat(run("simulate", "--seeds", "1..4", "--weeks", "0.02", "--threads", "1")).isZero();
    String onOne = out.toString();
    out.getBuffer().setLength(0);

    assertThat(run("simulate", "--seeds", "1..4", "--weeks", "0.02", "--threads", "3")).isZero();

    assertThat(out.toString()).isEqualTo(onOne);
    assertThat(err.toString())
        .contains("Simulation 1..4: 4 sessions")
        .contains("Simulated 4 of 4, 0:00:00 left");
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() {
    assertThat(run("simulate", "--seeds", "7..3")).isEqualTo(2);

    assertThat(err.toString()).contains("--seeds 7..3. Write the lower one first");
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    assertThat(run("simulate", "--seeds", "7")).isEqualTo(2);

    assertThat(err.toString()).contains("Not a range of seeds: --seeds 7. Write it as 1..100.");
  }
}
