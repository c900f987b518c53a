package io.papertape.workspace.run;

import io.papertape.market.BarColumns;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;

/// Makes bars of one minute from quotes or trade ticks; a minute without any has none.
public final class MinuteBars {
  private final BarColumns.Builder bars = new BarColumns.Builder();
  private final MutableMinute minute;

  /// @param volumeStep of the instrument, in which bars count their volume
  public MinuteBars(long volumeStep) {
    minute = new MutableMinute(volumeStep);
  }

  public void addQuotes(PagedHistory<QuoteColumns> quotes) {
    try (PagedHistory.Pages<QuoteColumns> pages = quotes.pages()) {
      for (QuoteColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        for (int i = 0; i < page.size(); i++) {
          add(page.timeNanos()[i], (page.bid()[i] + page.ask()[i]) >>> 1, 0);
        }
      }
    }
  }

  public void addTrades(PagedHistory<TradeTickColumns> trades) {
    try (PagedHistory.Pages<TradeTickColumns> pages = trades.pages()) {
      for (TradeTickColumns page = pages.next(); page.size() > 0; page = pages.next()) {
        for (int i = 0; i < page.size(); i++) {
          add(page.timeNanos()[i], page.price()[i], page.quantity()[i]);
        }
      }
    }
  }

  private void add(long nanos, long price, long traded) {
    if (minute.isOver(nanos)) {
      bars.add(minute.take());
    }
    minute.add(nanos, price, traded);
  }

  public BarColumns build() {
    if (minute.closeNanos() != Long.MAX_VALUE) {
      bars.add(minute.take());
    }
    return bars.build();
  }
}
