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
    passTo(row + 1);
  }

  QuoteColumns page() {
    return page;
  }

  /// Row of the next quote.
  int row() {
    return at;
  }

  /// Goes on to a row of the page, or to the next page if there is none.
  void passTo(int row) {
    at = row;
    if (row < page.size()) {
      nextNanos = page.timeNanos()[row];
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
