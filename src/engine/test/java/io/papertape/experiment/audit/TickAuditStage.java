package io.papertape.experiment.audit;

import io.papertape.journal.RecordLevel;
import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import io.papertape.simulation.Simulation;
import io.papertape.strategy.Strategy;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/// An instrument with quotes and trade ticks that walk by cents, in pages of a few rows, often
/// several at one time, and bars of one minute made of the quotes; and the audit of a strategy on
/// it.
///
/// @param maker the strategy, which is shown all quotes and trade ticks of its run, those to come
///     included
record TickAuditStage(BiFunction<QuoteColumns, TradeTickColumns, Strategy> maker) {
  static final Instrument COIN = Instrument.crypto("COIN");
  static final long MINUTE = 60_000_000_000L;
  static final long CENT = FixedPoint.ONE / 100;
  static final int ROWS = 2_000;
  private static final int PAGE = 37;

  static final QuoteColumns QUOTES = quotes();
  static final TradeTickColumns TRADES = trades();

  private static long[] times() {
    SplittableRandom random = new SplittableRandom(1);
    long[] times = new long[ROWS];
    long nanos = 0;
    for (int i = 0; i < ROWS; i++) {
      nanos += random.nextBoolean() ? 0 : random.nextLong(40_000_000_000L);
      times[i] = nanos;
    }
    return times;
  }

  private static QuoteColumns quotes() {
    SplittableRandom random = new SplittableRandom(2);
    long[][] columns = new long[4][ROWS];
    long bid = 10_000 * CENT;
    for (int i = 0; i < ROWS; i++) {
      bid += random.nextInt(-3, 4) * CENT;
      columns[0][i] = bid;
      columns[1][i] = (1 + random.nextInt(9)) * FixedPoint.ONE;
      columns[2][i] = bid + (1 + random.nextInt(2)) * CENT;
      columns[3][i] = (1 + random.nextInt(9)) * FixedPoint.ONE;
    }
    return new QuoteColumns(ROWS, times(), columns[0], columns[1], columns[2], columns[3]);
  }

  private static TradeTickColumns trades() {
    SplittableRandom random = new SplittableRandom(3);
    long[] prices = new long[ROWS];
    long[] quantities = new long[ROWS];
    long price = 10_000 * CENT;
    for (int i = 0; i < ROWS; i++) {
      price += random.nextInt(-3, 4) * CENT;
      prices[i] = price;
      quantities[i] = (1 + random.nextInt(9)) * FixedPoint.ONE;
    }
    return new TradeTickColumns(ROWS, times(), prices, quantities);
  }

  AuditResult ofQuotes(int cuts) {
    return audit(
        new AuditedHistory(minutes(QUOTES), paged(QUOTES, PageRows.QUOTES), TradeTickColumns.NONE),
        cuts);
  }

  AuditResult ofTrades(int cuts) {
    return audit(
        new AuditedHistory(
            new BarColumns.Builder().build(), QuoteColumns.NONE, paged(TRADES, PageRows.TRADES)),
        cuts);
  }

  private AuditResult audit(AuditedHistory history, int cuts) {
    return LookAheadAudit.of(
        (histories, sink) -> {
          AuditedHistory own = histories.getFirst();
          QuoteColumns quotes = allQuotes(own.quotes());
          Simulation.of(maker.apply(quotes, allTrades(own.trades())))
              .on(COIN, minutes(quotes))
              .ticks(own.quotes(), own.trades())
              .journal(sink, RecordLevel.EACH)
              .run();
        },
        List.of(COIN),
        List.of(history),
        List.of(),
        new AuditOptions(cuts, 1));
  }

  /// The same rows in pages that lend their arrays.
  static <C> PagedHistory<C> paged(C all, PageRows<C> rows) {
    return () ->
        new PagedHistory.Pages<>() {
          private int at;

          @Override
          public C next() {
            int from = at;
            at = Math.min(rows.size(all), at + PAGE);
            return rows.slice(all, from, at);
          }
        };
  }

  static QuoteColumns allQuotes(PagedHistory<QuoteColumns> history) {
    long[][] columns = new long[5][ROWS];
    int size = 0;
    try (PagedHistory.Pages<QuoteColumns> pages = history.pages()) {
      for (QuoteColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        System.arraycopy(page.timeNanos(), 0, columns[0], size, page.size());
        System.arraycopy(page.bid(), 0, columns[1], size, page.size());
        System.arraycopy(page.bidSize(), 0, columns[2], size, page.size());
        System.arraycopy(page.ask(), 0, columns[3], size, page.size());
        System.arraycopy(page.askSize(), 0, columns[4], size, page.size());
        size += page.size();
      }
    }
    return new QuoteColumns(size, columns[0], columns[1], columns[2], columns[3], columns[4]);
  }

  static TradeTickColumns allTrades(PagedHistory<TradeTickColumns> history) {
    long[][] columns = new long[3][ROWS];
    int size = 0;
    try (PagedHistory.Pages<TradeTickColumns> pages = history.pages()) {
      for (TradeTickColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        System.arraycopy(page.timeNanos(), 0, columns[0], size, page.size());
        System.arraycopy(page.price(), 0, columns[1], size, page.size());
        System.arraycopy(page.quantity(), 0, columns[2], size, page.size());
        size += page.size();
      }
    }
    return new TradeTickColumns(size, columns[0], columns[1], columns[2]);
  }

  private static BarColumns minutes(QuoteColumns quotes) {
    BarColumns.Builder builder = new BarColumns.Builder();
    int from = 0;
    while (from < quotes.size()) {
      long start = quotes.timeNanos()[from] / MINUTE * MINUTE;
      long high = 0;
      long low = Long.MAX_VALUE;
      int to = from;
      while (to < quotes.size() && quotes.timeNanos()[to] < start + MINUTE) {
        high = Math.max(high, quotes.bid()[to]);
        low = Math.min(low, quotes.bid()[to]);
        to++;
      }
      long open = quotes.bid()[from];
      long close = quotes.bid()[to - 1];
      builder.add(new Bar(start, start + MINUTE, open, high, low, close, 0));
      from = to;
    }
    return builder.build();
  }
}
