package io.papertape.workspace.store;

import io.papertape.market.BarColumns;
import io.papertape.market.QuoteColumns;
import io.papertape.market.TradeTickColumns;
import java.util.List;

/// What a series holds: its columns in the order of a block.
enum RowLayout {
  BARS("papertape-bars-2", "open-time", "close-time", "open", "high", "low", "close", "volume"),
  QUOTES("papertape-quotes-2", "time", "bid", "bid-size", "ask", "ask-size"),
  TRADES("papertape-trades-2", "time", "price", "quantity");

  /// Most columns a layout has.
  static final int MOST_COLUMNS = 7;

  private final String magic;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> stems;

  RowLayout(String magic, String... stems) {
    this.magic = magic;
    this.stems = List.of(stems);
  }

  static RowLayout of(Resolution resolution) {
    if (resolution.equals(Resolution.QUOTE)) {
      return QUOTES;
    }
    return resolution.equals(Resolution.TRADE) ? TRADES : BARS;
  }

  /// Number of columns.
  int columns() {
    return stems.size();
  }

  /// First line of what the content hash is computed over.
  String magic() {
    return magic;
  }

  /// Column that says when a row became known.
  int knownColumn() {
    return this == BARS ? 1 : 0;
  }

  /// Bars of columns that are full to their end.
  static BarColumns bars(long[][] columns) {
    return new BarColumns(
        columns[0].length,
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        columns[5],
        columns[6]);
  }

  static long[][] of(BarColumns bars) {
    return new long[][] {
      bars.openTimeNanos(),
      bars.closeTimeNanos(),
      bars.open(),
      bars.high(),
      bars.low(),
      bars.close(),
      bars.volume()
    };
  }

  static long[][] of(QuoteColumns quotes) {
    return new long[][] {
      quotes.timeNanos(), quotes.bid(), quotes.bidSize(), quotes.ask(), quotes.askSize()
    };
  }

  static long[][] of(TradeTickColumns ticks) {
    return new long[][] {ticks.timeNanos(), ticks.price(), ticks.quantity()};
  }
}
