package io.papertape.market;

/// Quotes of one instrument as columns, in the order in which they became known. The arrays are
/// shared, not copied: whoever receives one reads it and never writes.
public record QuoteColumns(
    int size, long[] timeNanos, long[] bid, long[] bidSize, long[] ask, long[] askSize)
    implements PagedHistory<QuoteColumns> {
  /// No quotes.
  public static final QuoteColumns NONE =
      new QuoteColumns(0, new long[0], new long[0], new long[0], new long[0], new long[0]);

  @Override
  public Pages<QuoteColumns> pages() {
    return PagedHistory.onePage(this, NONE);
  }

  /// Columns of the given quotes, in their order.
  public static QuoteColumns of(Iterable<Quote> quotes) {
    LongColumn[] columns = {
      new LongColumn(), new LongColumn(), new LongColumn(), new LongColumn(), new LongColumn()
    };
    for (Quote quote : quotes) {
      columns[0].add(TimeOrder.checked(columns[0], quote.timeNanos()));
      columns[1].add(quote.bid());
      columns[2].add(quote.bidSize());
      columns[3].add(quote.ask());
      columns[4].add(quote.askSize());
    }
    return new QuoteColumns(
        columns[0].size(),
        columns[0].toArray(),
        columns[1].toArray(),
        columns[2].toArray(),
        columns[3].toArray(),
        columns[4].toArray());
  }
}
