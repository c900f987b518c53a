package io.papertape.live.tape;

import static io.papertape.live.tape.Feed.MILLI;
import static io.papertape.live.tape.Feed.MINUTE;
import static io.papertape.live.tape.Feed.SECOND;
import static io.papertape.live.tape.Feed.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.market.BarColumns;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import io.papertape.workspace.store.DataSet;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeExportTest {
  private static final long START = 24 * 60 * MINUTE - 10 * MINUTE;
  private static final Resolution ONE_MINUTE = Resolution.parse("1m");

  /// Something that a strategy was told.
  private record Seen(long timeNanos, String what, int instrument, List<Long> numbers) {}

  /// Writes down all it is told, in order.
  private static final class Witness implements Strategy {
    private final List<Seen> seen = new ArrayList<>();

    @Override
    public void onBar(Context context, int instrument) {
      seen.add(
          new Seen(
              context.timeNanos(), "bar", instrument, List.of(context.closePrice(instrument))));
    }

    @Override
    public void onQuote(Context context, int instrument) {
      seen.add(
          new Seen(
              context.timeNanos(),
              "quote",
              instrument,
              List.of(context.bid(instrument), context.ask(instrument))));
    }

    @Override
    public void onTradeTick(Context context, int instrument) {
      seen.add(
          new Seen(
              context.timeNanos(),
              "trade tick",
              instrument,
              List.of(context.tradePrice(instrument), context.tradeQuantity(instrument))));
    }

    @Override
    public void onMoment(Context context) {
      seen.add(new Seen(context.timeNanos(), "moment", -1, List.of()));
    }
  }

  /// Twenty minutes around midnight, in disorder, with bars that are missing or late.
  private static List<TapeMoment> write(Disk disk, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TapeMoment> told = new ArrayList<>();
    TapeWriter writer = TapeWriter.open(disk, "s1", RandomTape.INSTRUMENTS, _ -> {});
    Sequencer sequencer =
        new Sequencer(
            RandomTape.INSTRUMENTS,
            SequencerSettings.DEFAULT,
            at(START),
            moment -> {
              told.add(moment);
              writer.append(moment);
            });
    for (long now = START; now < START + 20 * MINUTE; now += 1 + random.nextLong(300 * MILLI)) {
      long venue = now - random.nextLong(50 * MILLI) / MILLI * MILLI;
      int instrument = random.nextInt(3);
      if (random.nextBoolean()) {
        sequencer.onEvent(instrument, Feed.quote(venue, 0, 100 + random.nextInt(3)), at(now));
      } else {
        sequencer.onEvent(instrument, Feed.trade(venue, "", 100 + random.nextInt(3)), at(now));
      }
      long minute = now / MINUTE;
      if (random.nextInt(4) == 0) {
        sequencer.onEvent(random.nextInt(2), Feed.bar(minute, 100 + minute % 7), at(now));
      }
      sequencer.onClock(at(now));
    }
    for (int i = 0; i < 5; i++) {
      sequencer.onClock(at(START + 20 * MINUTE + i * SECOND));
    }
    // The last of a third day closes the second file.
    writer.append(RandomTape.at(at(3 * 24 * 60 * MINUTE)));
    writer.close();
    return told;
  }

  /// What a strategy has to be told, by the tape.
  private static List<Seen> expected(List<TapeMoment> told) {
    List<Seen> expected = new ArrayList<>();
    for (TapeMoment moment : told) {
      int before = expected.size();
      for (TapeEvent event : moment.events()) {
        if (event instanceof TapedQuote quote) {
          expected.add(
              new Seen(
                  moment.timeNanos(),
                  "quote",
                  quote.instrument(),
                  List.of(quote.bid(), quote.ask())));
        } else if (event instanceof TapedTradeTick tick) {
          expected.add(
              new Seen(
                  moment.timeNanos(),
                  "trade tick",
                  tick.instrument(),
                  List.of(tick.price(), tick.quantity())));
        } else if (event instanceof TapedBar bar && bar.origin() != BarOrigin.BACKFILLED) {
          expected.add(new Seen(moment.timeNanos(), "bar", bar.instrument(), List.of(bar.close())));
        }
      }
      if (expected.size() > before) {
        expected.add(new Seen(moment.timeNanos(), "moment", -1, List.of()));
      }
    }
    return expected;
  }

  private static List<Seen> backtest(DataStore store, String name) {
    DataSet set = store.get(name);
    Witness witness = new Witness();
    Simulation simulation = Simulation.of(witness);
    for (TapeInstrument one : RandomTape.INSTRUMENTS) {
      String symbol = one.instrument().symbol();
      BarColumns bars =
          one.hasBars() ? store.load(name, symbol, ONE_MINUTE) : BarColumns.of(List.of());
      PagedHistory<QuoteColumns> quotes = store.quotes(set, set.get(symbol, Resolution.QUOTE));
      PagedHistory<TradeTickColumns> ticks = store.trades(set, set.get(symbol, Resolution.TRADE));
      simulation.on(one.instrument(), bars).ticks(quotes, ticks);
    }
    simulation.run();
    return witness.seen;
  }

  @Test
  void aBacktestOverTheExportMeetsTheMomentsOfTheTape(@TempDir Path home) {
    for (int seed = 0; seed < 5; seed++) {
      SimulatedDisk disk = new SimulatedDisk();
      List<TapeMoment> told = write(disk, seed);
      DataStore store = DataStore.in(new Workspace(home));
      String name = "tape-" + seed;

      TapeExport.Report first = TapeExport.addRolled(disk, "2026-11-25.tape", store, name);
      TapeExport.Report second = TapeExport.addRolled(disk, "2026-11-26.tape", store, name);

      List<Seen> expected = expected(told);
      assertThat(first.isNew()).isTrue();
      assertThat(first.bars() + second.bars()).isGreaterThan(20);
      assertThat(first.backfilled() + second.backfilled()).isPositive();
      assertThat(backtest(store, name)).hasSizeGreaterThan(8_000).isEqualTo(expected);
    }
  }

  @Test
  void aFileThatIsThereIsNotAddedAgain(@TempDir Path home) {
    SimulatedDisk disk = new SimulatedDisk();
    write(disk, 1);
    DataStore store = DataStore.in(new Workspace(home));
    TapeExport.addRolled(disk, "2026-11-25.tape", store, "t");
    TapeExport.addRolled(disk, "2026-11-26.tape", store, "t");
    DataSet before = store.get("t");

    TapeExport.Report again = TapeExport.addRolled(disk, "2026-11-25.tape", store, "t");

    assertThat(again).isEqualTo(new TapeExport.Report(0, 0, 0, 0, false));
    assertThat(store.get("t").hash()).isEqualTo(before.hash());
    assertThat(before.get("BTCUSDT", Resolution.QUOTE).origin().sources())
        .extracting(source -> source.name())
        .containsExactly("s1/2026-11-25.tape", "s1/2026-11-26.tape");
  }

  @Test
  void aLengthOfBarsIsAResolution() {
    assertThat(TapeExport.resolution(MINUTE)).hasToString("1m");
    assertThat(TapeExport.resolution(90 * SECOND)).hasToString("90s");
    assertThat(TapeExport.resolution(4 * 60 * MINUTE)).hasToString("4h");
    assertThat(TapeExport.resolution(24 * 60 * MINUTE)).hasToString("1d");
  }
}
