package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.market.QuoteColumns;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.strategy.DataSelection;
import io.papertape.workspace.synthetic.SyntheticQuotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickRunTest {
  private static final long MINUTE = 60_000_000_000L;

  @TempDir private Path home;

  private Workspace workspace;

  @BeforeEach
  void quotes() {
    workspace = new Workspace(home);
    new SyntheticQuotes(5, "SYNQ", 60_000, 5)
        .generate(DataStore.in(workspace), "ticks", Mode.CREATE);
  }

  @Test
  void quotesFillOrdersOfAStrategyOnMinuteBars() {
    Backtest.Outcome outcome = run(Resolution.QUOTE);

    assertThat(outcome.run().result().failure()).isEmpty();
    assertThat(outcome.run().result().fills().size()).isPositive();
    for (int i = 0; i < outcome.run().result().fills().size(); i++) {
      // At a quote after the bar, and not at a bar's open.
      assertThat(outcome.run().result().fills().eventTimeNanos(i) % MINUTE).isNotZero();
    }
    assertThat(outcome.run().manifest().instruments().getFirst().hash())
        .isEqualTo(DataStore.in(workspace).get("ticks").get("SYNQ", Resolution.QUOTE).hash());
  }

  @Test
  void aRunOnQuotesMadeAgainIsTheSameToTheByte() {
    run(Resolution.QUOTE);

    Backtest.Outcome again = run(Resolution.QUOTE);

    assertThat(again.wasThere()).isTrue();
    assertThat(again.parting()).isEmpty();
  }

  @Test
  void theReportOfARunOnQuotesDelaysOrdersAndNotBars() throws IOException {
    RunFolder folder = run(Resolution.QUOTE).folder();

    // A bar of quotes that is known with the next quote is late by nothing.
    assertThat(Files.readString(folder.report()))
        .contains("One minute later", "each order reaches the market one minute later")
        .doesNotContain("One bar later");
  }

  @Test
  void tradeTicksFillOrdersToo() {
    Backtest.Outcome outcome = run(Resolution.TRADE);

    assertThat(outcome.run().result().fills().size()).isPositive();
  }

  @Test
  void minuteBarsAreThoseOfTheMiddle() {
    DataStore store = DataStore.in(workspace);
    DataSet set = store.get("ticks");
    RunBars data = RunBars.load(workspace, selection(Resolution.QUOTE));
    BarColumns bars = data.bars().getFirst();
    QuoteColumns first = store.quotes(set, set.get("SYNQ", Resolution.QUOTE)).pages().next();

    int row = 0;
    long high = 0;
    long last = 0;
    while (first.timeNanos()[row] < bars.closeTimeNanos()[0]) {
      last = (first.bid()[row] + first.ask()[row]) / 2;
      high = Math.max(high, last);
      row++;
    }

    assertThat(bars.openTimeNanos()[0] % MINUTE).isZero();
    assertThat(bars.closeTimeNanos()[0]).isEqualTo(bars.openTimeNanos()[0] + MINUTE);
    assertThat(bars.open()[0]).isEqualTo((first.bid()[0] + first.ask()[0]) / 2);
    assertThat(bars.high()[0]).isEqualTo(high);
    assertThat(bars.close()[0]).isEqualTo(last);
    assertThat(data.rows()).isEqualTo(60_000);
  }

  @Test
  void daysWithoutQuotesAreNamed() {
    DataSelection later = selection(Resolution.QUOTE).startingOn(LocalDate.of(2030, 1, 1));

    assertThatThrownBy(() -> RunBars.load(workspace, later))
        .hasMessage(
            "No bars in the chosen days: symbol=SYNQ, from=2030-01-01, to=end."
                + " The data set has 2024-01-01 to 2024-01-01.");
  }

  private static DataSelection selection(Resolution resolution) {
    return new DataSelection(
        "ticks", List.of("SYNQ"), resolution, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Backtest.Outcome run(Resolution resolution) {
    StatedStrategy strategy =
        StatedStrategy.of("cross", "ticks", () -> new CrossingAverages(3, 8, 0.4))
            .on(selection(resolution));
    return new Backtest(workspace).run(RunPlan.of(strategy).from(home), RunProgress.SILENT);
  }
}
