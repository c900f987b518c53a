package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SpannedActionsTest extends StagedCommands {
  private static final String NOTE = "note: Bars of WK hold an ex-date inside (1): ";

  /// A split of 3:1, and a run on bars of weeks.
  ///
  /// @param third the bar of the week from 2024-03-18 on
  private void run(String exDate, String third) throws IOException {
    Files.writeString(
        folder.resolve("wk.csv"),
        """
        date,open,high,low,close,volume
        2024-03-04,300,303,297,300,1000000
        2024-03-11,300,303,297,300,1000000
        2024-03-18,%s,1000000
        2024-03-25,100,101,99,100,1000000
        """
            .formatted(third));
    Files.writeString(
        folder.resolve("actions.csv"),
        "symbol,ex_date,kind,ratio,amount\nWK,%s,split,3:1,\n".formatted(exDate));
    run("data", "import", "wk.csv", "--symbol=WK", "--resolution=1w", "--max-move=10");
    run("data", "import-actions", "actions.csv", "--name=wk");
    assertThat(out + err)
        .contains("Imported 1 corporate action into wk")
        .doesNotContain("as if the bars were adjusted");
    assertThat(run("backtest", "strategies/average", "--data=wk", "--symbols=WK")).as(err).isZero();
  }

  @Test
  void aSplitInsideAWeeklyBarIsTold() throws IOException {
    run("2024-03-20", "300,303,99,100");
    assertThat(out).contains(NOTE);
  }

  @Test
  void aSplitBetweenTwoBarsIsNot() throws IOException {
    run("2024-03-18", "100,101,99,100");
    assertThat(out).doesNotContain(NOTE);
  }
}
