package io.papertape.market;

/// The last quote of one instrument, as a row of columns: while a page of quotes is shown, the next
/// one is a step of the row and nothing is copied.
final class LastQuote {
  private final QuoteColumns own =
      new QuoteColumns(1, new long[1], new long[1], new long[1], new long[1], new long[1]);
  private QuoteColumns columns = own;
  private long[] bid = own.bid();
  private long[] ask = own.ask();
  private int row;

  void set(long newBid, long newBidSize, long newAsk, long newAskSize) {
    point(own, 0);
    own.bid()[0] = newBid;
    own.bidSize()[0] = newBidSize;
    own.ask()[0] = newAsk;
    own.askSize()[0] = newAskSize;
  }

  private void point(QuoteColumns newColumns, int newRow) {
    columns = newColumns;
    bid = newColumns.bid();
    ask = newColumns.ask();
    row = newRow;
  }

  /// Rows of a page come next; the first of them must follow at once.
  void open(QuoteColumns page) {
    point(page, 0);
  }

  void show(int newRow) {
    row = newRow;
  }

  /// Keeps the quote of the page, which may be written anew from now on.
  void keep() {
    set(bid(), bidSize(), ask(), askSize());
  }

  long bid() {
    return bid[row];
  }

  long bidSize() {
    return columns.bidSize()[row];
  }

  long ask() {
    return ask[row];
  }

  long askSize() {
    return columns.askSize()[row];
  }
}
