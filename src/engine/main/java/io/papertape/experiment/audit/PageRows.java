package io.papertape.experiment.audit;

import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import java.util.Arrays;

/// What an audit does alike to pages of quotes and of trade ticks.
///
/// @param <C> the columns of a page
interface PageRows<C> {
  /// Of quotes.
  PageRows<QuoteColumns> QUOTES = new OfQuotes();

  /// Of trade ticks.
  PageRows<TradeTickColumns> TRADES = new OfTrades();

  int size(C page);

  long[] timeNanos(C page);

  /// The rows from one to before another; those from 0 on share their arrays with the page.
  C slice(C page, int from, int to);

  /// A copy whose rows from an index on have other prices and sizes.
  C others(C page, int from, OtherPrices prices);

  /// How many rows of a page are known at a moment.
  default int knownAt(C page, long nanos) {
    int low = 0;
    int high = size(page);
    long[] times = timeNanos(page);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// How many rows of a history are known at a moment.
  default long count(PagedHistory<C> history, long nanos) {
    long count = 0;
    try (PagedHistory.Pages<C> pages = history.pages()) {
      int known = 1;
      for (C page = pages.next(); size(page) > 0 && known > 0; page = pages.next()) {
        known = knownAt(page, nanos);
        count += known;
      }
    }
    return count;
  }

  /// Time of the last row; [Long#MIN_VALUE] without any.
  default long lastNanos(PagedHistory<C> history) {
    long last = Long.MIN_VALUE;
    try (PagedHistory.Pages<C> pages = history.pages()) {
      for (C page = pages.next(); size(page) > 0; page = pages.next()) {
        last = timeNanos(page)[size(page) - 1];
      }
    }
    return last;
  }

  /// The rows at a moment or later.
  default PagedHistory<C> from(PagedHistory<C> history, long nanos) {
    return () -> new LaterPages<>(history.pages(), this, nanos);
  }

  /// Bid and ask times one factor, at least a tick size apart if they were apart; sizes halved to
  /// doubled.
  final class OfQuotes implements PageRows<QuoteColumns> {
    private OfQuotes() {}

    @Override
    public int size(QuoteColumns page) {
      return page.size();
    }

    @Override
    public long[] timeNanos(QuoteColumns page) {
      return page.timeNanos();
    }

    @Override
    public QuoteColumns slice(QuoteColumns page, int from, int to) {
      return from == 0
          ? new QuoteColumns(
              to, page.timeNanos(), page.bid(), page.bidSize(), page.ask(), page.askSize())
          : new QuoteColumns(
              to - from,
              Arrays.copyOfRange(page.timeNanos(), from, to),
              Arrays.copyOfRange(page.bid(), from, to),
              Arrays.copyOfRange(page.bidSize(), from, to),
              Arrays.copyOfRange(page.ask(), from, to),
              Arrays.copyOfRange(page.askSize(), from, to));
    }

    @Override
    public QuoteColumns others(QuoteColumns page, int from, OtherPrices prices) {
      QuoteColumns others =
          new QuoteColumns(
              page.size(),
              page.timeNanos(),
              page.bid().clone(),
              page.bidSize().clone(),
              page.ask().clone(),
              page.askSize().clone());
      for (int i = from; i < page.size(); i++) {
        prices.moveOn();
        long bid = prices.price(page.bid()[i]);
        long ask = prices.price(page.ask()[i]);
        boolean isApart = page.ask()[i] > page.bid()[i];
        others.bid()[i] = bid;
        others.ask()[i] = isApart && ask <= bid ? prices.tickAbove(bid) : ask;
        others.bidSize()[i] = prices.size(page.bidSize()[i]);
        others.askSize()[i] = prices.size(page.askSize()[i]);
      }
      return others;
    }
  }

  /// Prices times a factor; quantities halved to doubled.
  final class OfTrades implements PageRows<TradeTickColumns> {
    private OfTrades() {}

    @Override
    public int size(TradeTickColumns page) {
      return page.size();
    }

    @Override
    public long[] timeNanos(TradeTickColumns page) {
      return page.timeNanos();
    }

    @Override
    public TradeTickColumns slice(TradeTickColumns page, int from, int to) {
      return from == 0
          ? new TradeTickColumns(to, page.timeNanos(), page.price(), page.quantity())
          : new TradeTickColumns(
              to - from,
              Arrays.copyOfRange(page.timeNanos(), from, to),
              Arrays.copyOfRange(page.price(), from, to),
              Arrays.copyOfRange(page.quantity(), from, to));
    }

    @Override
    public TradeTickColumns others(TradeTickColumns page, int from, OtherPrices prices) {
      TradeTickColumns others =
          new TradeTickColumns(
              page.size(), page.timeNanos(), page.price().clone(), page.quantity().clone());
      for (int i = from; i < page.size(); i++) {
        prices.moveOn();
        others.price()[i] = prices.price(page.price()[i]);
        others.quantity()[i] = prices.size(page.quantity()[i]);
      }
      return others;
    }
  }
}
