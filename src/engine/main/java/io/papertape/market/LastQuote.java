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

  /// Of a page that is shown: rows before it have been looked at for a size.
  private int lookedTo;

  private boolean tellsSizes;

  void set(long newBid, long newBidSize, long newAsk, long newAskSize) {
    point(own, 0);
    own.bid()[0] = newBid;
    own.bidSize()[0] = newBidSize;
    own.ask()[0] = newAsk;
    own.askSize()[0] = newAskSize;
    lookedTo = 0;
    look();
  }

  private void point(QuoteColumns newColumns, int newRow) {
    columns = newColumns;
    bid = newColumns.bid();
    ask = newColumns.ask();
    row = newRow;
  }

  /// Rows of a page come next, from one on; it must follow at once.
  void open(QuoteColumns page, int first) {
    point(page, first);
    lookedTo = first;
  }

  void show(int newRow) {
    row = newRow;
  }

  /// Keeps the quote of the page, which may be written anew from now on.
  void keep() {
    look();
    set(bid(), bidSize(), ask(), askSize());
  }

  /// True once a quote has told what is displayed at a side of it: from then on a size of 0 says
  /// that nothing is.
  boolean tellsSizes() {
    look();
    return tellsSizes;
  }

  /// Looks for a size up to the quote that is shown. Only where none was ever told this reads more
  /// than one row.
  private void look() {
    while (!tellsSizes && lookedTo <= row) {
      tellsSizes = (columns.bidSize()[lookedTo] | columns.askSize()[lookedTo]) != 0;
      lookedTo++;
    }
  }

  void split(long newShares, long oldShares) {
    set(
        MutableMarket.split(bid(), newShares, oldShares),
        bidSize(),
        MutableMarket.split(ask(), newShares, oldShares),
        askSize());
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
