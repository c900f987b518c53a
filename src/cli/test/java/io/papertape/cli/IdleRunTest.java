package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// Runs without an order, whose report would be empty and say nothing.
class IdleRunTest extends StagedCommands {
  /// Two weeks have ten days of trading, the average needs twenty.
  @Test
  void aRunThatIsShorterThanItsWarmUpSaysSo() throws IOException {
    String note =
        "No order was placed: the strategy was never ready, its warm-up needs more than the 10 bars"
            + " there are. Give the run a longer span: --from, --to.";

    assertThat(run("backtest", "strategies/average", "--to", "2010-01-15")).as(err).isZero();

    assertThat(out).contains("note: " + note + "\n");
    assertThat(run("report", "last")).isZero();
    assertThat(Files.readString(folder.resolve(out.strip()))).contains(note);
  }

  @Test
  void aRunThatIsReadyAndPlacesNothingNamesItsEvaluations() {
    stage =
        new RunStage(
            () ->
                new Strategy() {
                  @Override
                  public void onBar(Context context, int instrument) {}
                });

    assertThat(run("backtest", "strategies/average")).as(err).isZero();

    assertThat(out)
        .containsPattern(
            "note: No order was placed in 300 evaluations\\. papertape why-not [0-9a-f]{16} SYMBOL"
                + " DAY shows what one of them saw\\.\n");
  }

  @Test
  void aRunWithOrdersHasNoSuchNote() {
    run("backtest", "strategies/average");

    assertThat(out).doesNotContain("No order was placed");
  }
}
