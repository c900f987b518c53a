package io.papertape.experiment.audit;

import io.papertape.market.PagedHistory;

/// A walk that passes over what lies before a moment.
final class LaterPages<C> implements PagedHistory.Pages<C> {
  private final PagedHistory.Pages<C> pages;
  private final PageRows<C> rows;
  private final long fromNanos;
  private boolean hasBegun;

  LaterPages(PagedHistory.Pages<C> pages, PageRows<C> rows, long fromNanos) {
    this.pages = pages;
    this.rows = rows;
    this.fromNanos = fromNanos;
  }

  @Override
  public C next() {
    C page = pages.next();
    while (!hasBegun && rows.size(page) > 0) {
      int before = rows.knownAt(page, fromNanos - 1);
      hasBegun = before < rows.size(page);
      page = hasBegun ? rows.slice(page, before, rows.size(page)) : pages.next();
    }
    return page;
  }

  @Override
  public void close() {
    pages.close();
  }
}
