package io.papertape.market;

import java.util.Arrays;

/// Quotes on pages of a few rows, which are written anew for each page as a store does.
public record SmallPages(QuoteColumns all, int rows) implements PagedHistory<QuoteColumns> {
  @Override
  public Pages<QuoteColumns> pages() {
    long[][] page = new long[5][rows];
    return new Pages<>() {
      private int next;

      @Override
      public QuoteColumns next() {
        int size = Math.min(rows, all.size() - next);
        fill(page[0], all.timeNanos(), size);
        fill(page[1], all.bid(), size);
        fill(page[2], all.bidSize(), size);
        fill(page[3], all.ask(), size);
        fill(page[4], all.askSize(), size);
        next += size;
        return new QuoteColumns(size, page[0], page[1], page[2], page[3], page[4]);
      }

      /// What is not of this page is rubbish.
      private void fill(long[] into, long[] column, int size) {
        Arrays.fill(into, -1);
        System.arraycopy(column, next, into, 0, size);
      }
    };
  }
}
