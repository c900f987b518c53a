package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AuditCommandTest extends StagedCommands {
  /// Broken on purpose: decides by how many bars the history has, which it knows from the last
  /// instance of its class.
  private static final class KnowingTheEnd implements Strategy {
    private static int lastBars;
    private int bars;

    @Override
    public void onBar(Context context, int instrument) {
      bars++;
      if (bars > 30 && bars < lastBars && bars % 2 == 0) {
        context.buy(instrument, Size.units(1));
      }
    }

    @Override
    public void onStop(Context context) {
      lastBars = bars;
    }
  }

  @Test
  void anAuditThatFindsNothingSaysSoAndWhatItCost() {
    run("backtest", "strategies/average");

    assertThat(run("audit", "last")).as(err).isZero();

    assertThat(out)
        .containsPattern(
            "^Run [0-9a-f]{16} of average, audited:\n"
                + "  No look-ahead found: at 5 cuts the future was cut off, then another; all"
                + " [0-9]+ entries before stayed the same\\.\n"
                + "  An audit sees what the engine shows to the strategy: not the future in a file"
                + " that it opens itself, nor in a model that was fitted on later data\\.\n")
        .contains("\n  Warm-up: a history that begins later gives the same inputs, to the bit.\n")
        .containsPattern(
            "\n"
                + "  Cost: [0-9]+ rows of data run again, [0-9.]+ times the run's own 300; seed"
                + " 1\\.\n"
                + "$");
  }

  @Test
  void jsonIsWhatTheRunKeeps() throws IOException {
    run("backtest", "strategies/average", "--json");
    String id = new ObjectMapper().readTree(out).path("id").asText();

    assertThat(run("audit", "last", "--json", "--cuts", "3", "--seed", "9")).isZero();

    Path kept = folder.resolve(".papertape/runs").resolve(id).resolve("audit.json");
    assertThat(new ObjectMapper().readTree(out))
        .isEqualTo(new ObjectMapper().readTree(Files.readString(kept)));
    assertThat(new ObjectMapper().readTree(out).path("cuts")).hasSize(3);
  }

  @Test
  void aBacktestCanBeAuditedAtOnce() {
    assertThat(run("backtest", "strategies/average", "--audit", "--cuts", "2")).as(err).isZero();

    assertThat(out).contains("\nNo look-ahead found: at 2 cuts ");
  }

  @Test
  void aBacktestThatDoesNotReproduceEndsWithOne() {
    KnowingTheEnd.lastBars = 0;
    stage = new RunStage(KnowingTheEnd::new);

    assertThat(run("backtest", "strategies/average", "--audit")).isEqualTo(1);

    assertThat(out)
        .contains("\nwarning: made again at once, the run came to something else: papertape audit ")
        .contains("\nDOES NOT REPRODUCE: the same run over the same data came to something else")
        .doesNotContain("LOOK-AHEAD");
    assertThat(run("audit", "last")).isEqualTo(1);
  }

  @Test
  void cutsAndSeedOfABacktestWithoutAnAuditAreRefused() {
    assertThat(run("backtest", "strategies/average", "--cuts", "5")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "--cuts does not apply without --audit: --cuts=5. Add --audit, or leave it out.\n");
    assertThat(run("backtest", "strategies/average", "--seed", "3")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "--seed does not apply without --audit: --seed=3. Add --audit, or leave it out.\n");
    assertThat(folder.resolve(".papertape/runs")).doesNotExist();
  }

  @Test
  void anAuditDoesNotGoWithANewGoldenRun() {
    assertThat(run("backtest", "strategies/average", "--update-expected", "--audit")).isEqualTo(2);
    assertThat(err)
        .isEqualTo(
            "A golden run is what the folder says: folder=strategies/average."
                + " Leave the other flags out, or --update-expected.\n");
  }

  @Test
  void wrongNumbersAreUsageErrors() {
    run("backtest", "strategies/average");

    assertThat(run("audit", "last", "--cuts", "0")).isEqualTo(2);
    assertThat(err).isEqualTo("Audit has no such number of cuts: cuts=0. Use 1 to 1000.\n");
    assertThat(run("audit", "ffff")).isEqualTo(2);
    assertThat(err).startsWith("No such run: run=ffff. There are: ");
  }
}
