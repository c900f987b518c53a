package io.papertape.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Money in yen is told as yen.
class AccountCurrencyTest {
  private static final String NOTE =
      "note: cash: 100,000.00 JPY by default; --set execution.cash=N says otherwise\n";
  private static final String STRATEGY =
      """
      name: crosses
      data:
        set: yen
      parameters:
        bars: {default: 5, min: 2, max: 50}
      features:
        average: sma(bars)
      rules:
        kind: threshold
        enter_long:
          above: close > average
        exit_long:
          below: close < average
        size: {equity: 0.5}
      execution:
        preset: papertape
      """;

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @BeforeEach
  void importYen() throws IOException {
    StringBuilder text = new StringBuilder("date,open,high,low,close\n");
    LocalDate day = LocalDate.of(2020, 1, 1);
    for (int i = 0; i < 600; i++) {
      day = day.plusDays(1);
      if (day.getDayOfWeek().getValue() < 6) {
        int price = 100 + (i % 60 < 30 ? i % 60 : 60 - i % 60);
        text.append("%s,%d,%d,%d,%d\n".formatted(day, price, price + 1, price - 1, price));
      }
    }
    Files.writeString(folder.resolve("yen.csv"), text);
    strategy(STRATEGY);
    assertThat(run("data", "import", "yen.csv", "--name=yen", "--currency=JPY")).as(err).isZero();
  }

  @Test
  void aBacktestNamesTheCurrencyAndSaysThatNobodyStatedTheCash() {
    assertThat(run("backtest", "crosses")).as(err).isZero();
    assertThat(out)
        .containsPattern(
            "final equity +[0-9.]+ JPY +from 100000\\.00 JPY, open positions at the last close\n")
        .containsPattern("fees +[0-9.]+ JPY +all commissions\n")
        .contains(NOTE);

    assertThat(run("backtest", "crosses", "--json")).isZero();
    assertThat(out).contains("\"currency\" : \"JPY\"");
    assertThat(err).contains(NOTE);
  }

  @Test
  void cashThatSomebodyStatedIsNoDefault() throws IOException {
    assertThat(run("backtest", "crosses", "--cash=100000")).isZero();
    assertThat(out).contains("from 100000.00 JPY").doesNotContain("by default");
    assertThat(run("backtest", "crosses", "--set=execution.cash=100000")).isZero();
    assertThat(out).doesNotContain("by default");
    strategy(STRATEGY + "  cash: 100000\n");
    assertThat(run("backtest", "crosses")).isZero();
    assertThat(out).doesNotContain("by default");
  }

  @Test
  void cashThatWouldBePrintedAsNothingIsRefusedAndCountsAsNoTrial() throws IOException {
    assertThat(run("backtest", "crosses", "--cash=0.00999999")).isEqualTo(2);
    assertThat(err)
        .startsWith("Not an amount of cash: --cash=0.00999999. Give a number from 0.01 to");
    assertThat(run("backtest", "crosses", "--set=execution.cash=0.001")).isEqualTo(2);
    assertThat(err).contains("execution.cash", "0.001", "0.01");
    assertThat(run("backtest", "crosses", "--cash=0.01")).as(err).isZero();
    assertThat(out).contains("from 0.01 JPY").containsPattern("trial +1 on this data");
  }

  @Test
  void theDefaultInItsOwnCurrencyNeedsNoNote() {
    run("data", "import", "yen.csv", "--name=dollars", "--currency=USD");

    assertThat(run("backtest", "crosses", "--data=dollars")).as(err).isZero();
    assertThat(out).contains("from 100000.00 USD").doesNotContain("by default");
  }

  @Test
  void sweepsAndWalkForwardsSayItBesideTheirOutput() {
    assertThat(run("sweep", "crosses", "--grid=bars=5..8", "--resamples=0", "--json"))
        .as(err)
        .isZero();
    assertThat(out).contains("\"currency\" : \"JPY\"");
    assertThat(err).contains(NOTE);

    String[] windows = {"--train=6m", "--test=3m", "--resamples=0"};
    assertThat(
            run("walk-forward", "crosses", "--grid=bars=5..8", windows[0], windows[1], windows[2]))
        .as(err)
        .isZero();
    assertThat(err).contains(NOTE);
  }

  private void strategy(String text) throws IOException {
    Path place = Files.createDirectories(folder.resolve("crosses"));
    Files.writeString(place.resolve("strategy.yaml"), text);
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
