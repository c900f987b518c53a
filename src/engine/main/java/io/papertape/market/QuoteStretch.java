package io.papertape.market;

/// The quotes that come next, if they are of one instrument and each of them is a moment of its
/// own, because nothing else comes before [#beforeNanos].
public final class QuoteStretch {
  private static final int NONE = -1;

  private QuoteColumns page = QuoteColumns.NONE;
  private int row;
  private int instrument = NONE;
  private long beforeNanos;

  void set(int newInstrument, QuoteColumns newPage, int newRow, long newBeforeNanos) {
    instrument = newInstrument;
    page = newPage;
    row = newRow;
    beforeNanos = newBeforeNanos;
  }

  void clear() {
    instrument = NONE;
    page = QuoteColumns.NONE;
    row = 0;
  }

  /// True if there is none: something else comes next.
  public boolean isEmpty() {
    return instrument == NONE;
  }

  /// Whose quotes they are.
  public int instrument() {
    return instrument;
  }

  /// Where the quotes stand; further ones may stand on the next page.
  public QuoteColumns page() {
    return page;
  }

  /// Row of the next quote.
  public int row() {
    return row;
  }

  /// Quotes that become known then or later are no part of the stretch.
  public long beforeNanos() {
    return beforeNanos;
  }
}
