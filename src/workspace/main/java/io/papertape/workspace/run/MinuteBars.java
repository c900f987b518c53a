package io.papertape.workspace.run;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;

/// Makes bars of one minute from quotes or trade ticks; a minute without any has none.
final class MinuteBars {
  private static final long MINUTE = 60_000_000_000L;

  private final BarColumns.Builder bars = new BarColumns.Builder();
  private final long volumeStep;
  private boolean isOpen;
  private long openNanos;
  private long open;
  private long high;
  private long low;
  private long close;
  private long quantity;

  /// @param volumeStep of the instrument, in which bars count their volume
  MinuteBars(long volumeStep) {
    this.volumeStep = volumeStep;
  }

  void addQuotes(PagedHistory<QuoteColumns> quotes) {
    try (PagedHistory.Pages<QuoteColumns> pages = quotes.pages()) {
      for (QuoteColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        for (int i = 0; i < page.size(); i++) {
          add(page.timeNanos()[i], (page.bid()[i] + page.ask()[i]) >>> 1, 0);
        }
      }
    }
  }

  void addTrades(PagedHistory<TradeTickColumns> trades) {
    try (PagedHistory.Pages<TradeTickColumns> pages = trades.pages()) {
      for (TradeTickColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        for (int i = 0; i < page.size(); i++) {
          add(page.timeNanos()[i], page.price()[i], page.quantity()[i]);
        }
      }
    }
  }

  private void add(long nanos, long price, long traded) {
    if (!isOpen || nanos - openNanos >= MINUTE) {
      end();
      isOpen = true;
      openNanos = nanos - Math.floorMod(nanos, MINUTE);
      open = price;
      high = price;
      low = price;
      quantity = 0;
    }
    high = Math.max(high, price);
    low = Math.min(low, price);
    close = price;
    quantity = Math.addExact(quantity, traded);
  }

  private void end() {
    if (isOpen) {
      bars.add(
          new Bar(openNanos, openNanos + MINUTE, open, high, low, close, quantity / volumeStep));
    }
  }

  BarColumns build() {
    end();
    isOpen = false;
    return bars.build();
  }
}
