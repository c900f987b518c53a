package io.papertape.market;

/// One instrument's trade ticks on their way to the market, read page by page.
final class TradeTickCursor {
  private final PagedHistory.Pages<TradeTickColumns> pages;
  private TradeTickColumns page;
  private int at;
  private long nextNanos;

  TradeTickCursor(PagedHistory<TradeTickColumns> history) {
    pages = history.pages();
    page = pages.next();
    nextNanos = page.size() == 0 ? HistoryCursor.AT_END : page.timeNanos()[0];
  }

  /// When the next trade tick becomes known.
  long nextNanos() {
    return nextNanos;
  }

  /// Shows the next trade tick to the market.
  void take(MutableMarket market, int instrument) {
    TradeTickColumns from = page;
    int row = at;
    market.tradeTick(instrument, from.price()[row], from.quantity()[row]);
    at = row + 1;
    if (at < from.size()) {
      nextNanos = from.timeNanos()[at];
    } else {
      turnPage();
    }
  }

  private void turnPage() {
    page = pages.next();
    at = 0;
    nextNanos = page.size() == 0 ? HistoryCursor.AT_END : page.timeNanos()[0];
  }

  void close() {
    pages.close();
  }
}
