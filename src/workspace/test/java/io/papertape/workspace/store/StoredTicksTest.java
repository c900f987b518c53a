package io.papertape.workspace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.order.Order;
import io.papertape.order.Side;
import io.papertape.order.Size;
import io.papertape.simulation.RunResult;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTicksTest {
  private static final Instrument EURUSD = Instrument.fx("EURUSD");
  private static final Origin ORIGIN = new Origin("UTC", "start", List.of(), List.of());
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final int MANY = 20_000;

  @TempDir private Path home;

  @Test
  void quotesComeBackAsTheyWereWritten() {
    DataStore store = written(quotes(MANY));

    DataSet set = store.get("fx");
    Series series = set.get("EURUSD", Resolution.QUOTE);
    StoredTicks<QuoteColumns> stored = store.quotes(set, series);

    assertThat(series.rows()).isEqualTo(MANY);
    assertThat(series.firstOpenNanos()).isEqualTo(quotes(MANY).timeNanos()[0]);
    assertThat(series.lastCloseNanos()).isEqualTo(quotes(MANY).timeNanos()[MANY - 1]);
    assertThat(stored.contentHash()).isEqualTo(series.hash());
    assertSame(all(stored), quotes(MANY));
  }

  @Test
  void hashDoesNotDependOnHowManyAppendsWroteTheRows() {
    QuoteColumns quotes = quotes(MANY);
    DataStore store = DataStore.in(new Workspace(home));
    write(store, DataSetWriter.Mode.CREATE, quotes, 0, 5_000);
    write(store, DataSetWriter.Mode.APPEND, quotes, 5_000, 5_001);
    write(store, DataSetWriter.Mode.APPEND, quotes, 5_001, MANY);

    DataStore other = DataStore.in(new Workspace(home.resolve("other")));
    write(other, DataSetWriter.Mode.CREATE, quotes, 0, MANY);

    assertThat(store.get("fx").hash()).isEqualTo(other.get("fx").hash());
  }

  @Test
  void aPartHashesLikeASeriesOfThatPart() {
    QuoteColumns quotes = quotes(MANY);
    DataStore store = written(quotes);
    DataSet set = store.get("fx");
    DataStore other = DataStore.in(new Workspace(home.resolve("other")));
    write(other, DataSetWriter.Mode.CREATE, quotes, 1_234, 15_000);

    StoredTicks<QuoteColumns> part =
        store
            .quotes(set, set.get("EURUSD", Resolution.QUOTE))
            .between(quotes.timeNanos()[1_234], quotes.timeNanos()[15_000]);

    assertThat(part.rows()).isEqualTo(15_000 - 1_234);
    assertThat(part.contentHash())
        .isEqualTo(other.get("fx").get("EURUSD", Resolution.QUOTE).hash());
  }

  @Test
  void aRunOverStoredQuotesIsTheRunOverTheSameQuotesInMemory() {
    QuoteColumns quotes = quotes(MANY);
    DataStore store = written(quotes);
    DataSet set = store.get("fx");

    RunResult stored = run(store.quotes(set, set.get("EURUSD", Resolution.QUOTE)));
    RunResult inMemory = run(quotes);

    assertThat(stored.fills().size()).isGreaterThan(100);
    assertThat(stored.fills().size()).isEqualTo(inMemory.fills().size());
    assertThat(stored.finalEquity()).isEqualTo(inMemory.finalEquity());
  }

  @Test
  void tradesStandBesideQuotesOfTheSameSymbol() {
    DataStore store = written(quotes(10));
    try (DataSetWriter writer = store.writer("fx", DataSetWriter.Mode.APPEND)) {
      TickWriter trades = writer.ticks(EURUSD, Resolution.TRADE, ORIGIN);
      trades.trade(START, 110_000_000, 3);
      trades.trade(START, 110_010_000, 4);
      writer.commit();
    }

    DataSet set = store.get("fx");
    PagedHistory.Pages<TradeTickColumns> pages =
        store.trades(set, set.get("EURUSD", Resolution.TRADE)).pages();
    TradeTickColumns page = pages.next();

    assertThat(page.size()).isEqualTo(2);
    assertThat(page.timeNanos()).startsWith(START, START);
    assertThat(page.price()).startsWith(110_000_000, 110_010_000);
    assertThat(page.quantity()).startsWith(3, 4);
    assertThat(pages.next().size()).isZero();
    pages.close();
  }

  @Test
  void quotesAreNotBars() {
    DataStore store = written(quotes(10));

    assertThatThrownBy(() -> store.load("fx", "EURUSD", Resolution.QUOTE))
        .hasMessage(
            "Series holds no bars: dataSet=fx, symbol=EURUSD, resolution=quote."
                + " Choose another --resolution.");
  }

  @Test
  void aQuoteThatGoesBackIsRefused() {
    DataStore store = DataStore.in(new Workspace(home));
    try (DataSetWriter writer = store.writer("fx", DataSetWriter.Mode.CREATE)) {
      TickWriter ticks = writer.ticks(EURUSD, Resolution.QUOTE, ORIGIN);
      ticks.quote(START, 100, 0, 101, 0);

      assertThatThrownBy(() -> ticks.quote(START - 1, 100, 0, 101, 0))
          .hasMessage(
              "Events go back in time: timeNanos=1699999999999999999,"
                  + " previous=1700000000000000000. Sort the source by time.");
      assertThatThrownBy(() -> ticks.quote(START, 102_000_000, 0, 101_000_000, 0))
          .hasMessage(
              "Quote is impossible: timeNanos=1700000000000000000, bid=1.02, ask=1.01."
                  + " Check the source.");
    }
  }

  private static RunResult run(PagedHistory<QuoteColumns> quotes) {
    return Simulation.of(new EveryHundredth())
        .on(EURUSD, BarColumns.of(List.of()))
        .ticks(quotes, TradeTickColumns.NONE)
        .run();
  }

  /// Buys and sells in turn.
  private static final class EveryHundredth implements Strategy {
    private int quotes;

    @Override
    public void onQuote(Context context, int instrument) {
      if (++quotes % 100 == 0) {
        Side side = quotes % 200 == 0 ? Side.SELL : Side.BUY;
        context.submit(instrument, Order.market(side, Size.units(1)));
      }
    }
  }

  private DataStore written(QuoteColumns quotes) {
    DataStore store = DataStore.in(new Workspace(home));
    write(store, DataSetWriter.Mode.CREATE, quotes, 0, quotes.size());
    return store;
  }

  private static void write(
      DataStore store, DataSetWriter.Mode mode, QuoteColumns quotes, int from, int to) {
    try (DataSetWriter writer = store.writer("fx", mode)) {
      TickWriter ticks = writer.ticks(EURUSD, Resolution.QUOTE, ORIGIN);
      for (int i = from; i < to; i++) {
        ticks.quote(
            quotes.timeNanos()[i],
            quotes.bid()[i],
            quotes.bidSize()[i],
            quotes.ask()[i],
            quotes.askSize()[i]);
      }
      writer.commit();
    }
  }

  /// Distinct times, so that a part can be cut out by them.
  private static QuoteColumns quotes(int size) {
    SplittableRandom random = new SplittableRandom(7);
    long[][] columns = new long[5][size];
    long now = START;
    long bid = 110_000_000;
    for (int i = 0; i < size; i++) {
      now += 1 + random.nextLong(SECOND);
      bid += (random.nextInt(3) - 1) * 1_000L;
      columns[0][i] = now;
      columns[1][i] = bid;
      columns[2][i] = random.nextLong(1_000) * SECOND;
      columns[3][i] = bid + 1_000;
      columns[4][i] = random.nextLong(1_000) * SECOND;
    }
    return new QuoteColumns(size, columns[0], columns[1], columns[2], columns[3], columns[4]);
  }

  private static QuoteColumns all(StoredTicks<QuoteColumns> stored) {
    long[][] columns = new long[5][(int) stored.rows()];
    int size = 0;
    try (PagedHistory.Pages<QuoteColumns> pages = stored.pages()) {
      for (QuoteColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        long[][] from = RowLayout.of(page);
        for (int i = 0; i < from.length; i++) {
          System.arraycopy(from[i], 0, columns[i], size, page.size());
        }
        size += page.size();
      }
    }
    return new QuoteColumns(size, columns[0], columns[1], columns[2], columns[3], columns[4]);
  }

  private static void assertSame(QuoteColumns actual, QuoteColumns expected) {
    assertThat(RowLayout.of(actual)).isDeepEqualTo(RowLayout.of(expected));
  }
}
