package io.papertape.experiment.audit;

import io.papertape.market.PagedHistory;

/// A walk that shows a history up to a moment, and then another future.
final class ChangedPages<C> implements PagedHistory.Pages<C> {
  private final PagedHistory.Pages<C> pages;
  private final PageRows<C> rows;
  private final FutureChange change;
  private final long cutNanos;
  private final OtherPrices prices;

  ChangedPages(
      PagedHistory.Pages<C> pages,
      PageRows<C> rows,
      FutureChange change,
      long cutNanos,
      OtherPrices prices) {
    this.pages = pages;
    this.rows = rows;
    this.change = change;
    this.cutNanos = cutNanos;
    this.prices = prices;
  }

  @Override
  public C next() {
    C page = pages.next();
    int known = rows.knownAt(page, cutNanos);
    if (known == rows.size(page)) {
      return page;
    }
    return switch (change) {
      case TRUNCATED -> rows.slice(page, 0, known);
      case PERTURBED -> rows.others(page, known, prices);
    };
  }

  @Override
  public void close() {
    pages.close();
  }
}
