package io.papertape.workspace.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.QuoteColumns;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataSetWriter;
import io.papertape.workspace.store.DataSetWriter.Mode;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Origin;
import io.papertape.workspace.store.Resolution;
import io.papertape.workspace.store.TickWriter;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickRunTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long MIDNIGHT = 1_704_067_200 * SECOND; // 2024-01-01
  private static final long LOT = 100_000_000;

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
        .contains("as a part of the entry price, by its fills and the minutes wholly between them.")
        .contains("The table looks at ends of minutes.", "At the end of each minute")
        .containsPattern("<td>2024-01-01 [0-9]{2}:[0-9]{2}:[0-9]{2}</td>")
        .doesNotContain("One bar later");
  }

  @Test
  void tradeTicksFillOrdersToo() {
    Backtest.Outcome outcome = run(Resolution.TRADE);

    assertThat(outcome.run().result().fills().size()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quote", "trade"})
  void dataThatBeginAtMidnightBeginTheirDay(String what) throws IOException {
    Resolution resolution = Resolution.parse(what);
    ticksFrom(MIDNIGHT, resolution);

    Backtest.Outcome outcome = run(resolution);

    assertThat(outcome.run().data().firstOpenNanos()).isEqualTo(MIDNIGHT);
    assertThat(outcome.run().report().equity().timeNanos())
        .containsExactly(MIDNIGHT, MIDNIGHT + HOUR);
    assertThat(Files.readString(outcome.folder().report())).contains("One minute later");
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

  @Test
  void aResolutionThatIsNotThereNamesThoseThatAre() {
    DataSelection other =
        new DataSelection(
            "ticks",
            List.of(),
            Resolution.parse("5m"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> RunBars.load(workspace, other))
        .hasMessage(
            "No series of that resolution: dataSet=ticks, resolution=5m, there=quote, trade. State"
                + " one of these as data.resolution, or import bars of the other length: none are"
                + " made of shorter ones.");
  }

  /// One a second, for an hour.
  private void ticksFrom(long firstNanos, Resolution resolution) {
    Origin origin = new Origin("UTC", "start", List.of(), List.of());
    try (DataSetWriter writer = DataStore.in(workspace).writer("ticks", Mode.REPLACE)) {
      TickWriter out = writer.ticks(Instrument.crypto("SYNQ"), resolution, origin);
      for (int i = 0; i < 3_600; i++) {
        long nanos = firstNanos + i * SECOND;
        long price = (10_000 + i / 300 % 2 * 100 + i % 60) * 1_000_000L;
        if (resolution.equals(Resolution.QUOTE)) {
          out.quote(nanos, price, LOT, price + 1_000_000, LOT);
        } else {
          out.trade(nanos, price, LOT);
        }
      }
      writer.commit();
    }
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
