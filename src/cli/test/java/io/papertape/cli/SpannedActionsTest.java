package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SpannedActionsTest extends StagedCommands {
  private static final String NOTE = "note: Bars of WK hold an ex-date inside (1): ";

  private void actions(String exDate) throws IOException {
    StringBuilder bars = new StringBuilder("date,open,high,low,close,volume\n");
    for (String day : new String[] {"04", "11", "18", "25"}) {
      bars.append("2024-03-%s,300,303,297,300,1000000\n".formatted(day));
    }
    Files.writeString(folder.resolve("wk.csv"), bars);
    Files.writeString(
        folder.resolve("actions.csv"),
        "symbol,ex_date,kind,ratio,amount\nWK,%s,split,3:1,\n".formatted(exDate));
    run("data", "import", "wk.csv", "--symbol=WK", "--resolution=1w");
    run("data", "import-actions", "actions.csv", "--name=wk");
    assertThat(run("backtest", "strategies/average", "--data=wk", "--symbols=WK")).as(err).isZero();
  }

  @Test
  void aSplitInsideAWeeklyBarIsTold() throws IOException {
    actions("2024-03-20");
    assertThat(out).contains(NOTE);
  }

  @Test
  void aSplitBetweenTwoBarsIsNot() throws IOException {
    actions("2024-03-18");
    assertThat(out).doesNotContain(NOTE);
  }
}
