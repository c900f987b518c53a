package io.papertape.market;

/// One instrument's quotes on their way to the market, read page by page.
final class QuoteCursor {
  private final PagedHistory.Pages<QuoteColumns> pages;
  private QuoteColumns page;
  private int at;
  private long nextNanos;

  QuoteCursor(PagedHistory<QuoteColumns> history) {
    pages = history.pages();
    page = pages.next();
    nextNanos = page.size() == 0 ? HistoryCursor.AT_END : page.timeNanos()[0];
  }

  /// When the next quote becomes known.
  long nextNanos() {
    return nextNanos;
  }

  /// Shows the next quote to the market.
  void take(MutableMarket market, int instrument) {
    QuoteColumns from = page;
    int row = at;
    market.quote(
        instrument, from.bid()[row], from.bidSize()[row], from.ask()[row], from.askSize()[row]);
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
