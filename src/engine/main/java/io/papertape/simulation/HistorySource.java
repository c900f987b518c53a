package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.market.BarHistory;
import io.papertape.market.HistoryCursor;
import io.papertape.market.MutableMarket;
import io.papertape.market.PagedHistory;
import io.papertape.market.QuoteColumns;
import io.papertape.market.QuoteStretch;
import io.papertape.market.TradeTickColumns;
import java.util.List;

/// Recorded bars, quotes and trade ticks as a source of events.
final class HistorySource implements EventSource {
  private final HistoryCursor cursor;
  private final boolean isAligned;

  HistorySource(
      BarColumns[] bars,
      List<PagedHistory<QuoteColumns>> quotes,
      List<PagedHistory<TradeTickColumns>> ticks) {
    cursor = new HistoryCursor(bars, quotes, ticks);
    isAligned = cursor.isAligned();
  }

  /// When the first bar becomes known; 0 without bars.
  long firstNanos() {
    long first = cursor.nextNanos();
    return first == Long.MAX_VALUE ? 0 : first;
  }

  /// Ends the walks over quotes and trade ticks.
  void close() {
    cursor.close();
  }

  @Override
  public long nextNanos() {
    return cursor.nextNanos();
  }

  @Override
  public void advance(MutableMarket market) {
    cursor.advance(market);
  }

  @Override
  public QuoteStretch quotes() {
    return cursor.stretch();
  }

  @Override
  public void passQuotes(int row) {
    cursor.passQuotes(row);
  }

  @Override
  public boolean canSkip() {
    return isAligned;
  }

  @Override
  public void skipTo(MutableMarket market, int bar) {
    cursor.skipTo(market, bar);
  }

  @Override
  public long[] knownTimes() {
    return isAligned ? cursor.knownTimes() : new long[0];
  }

  @Override
  public void split(int instrument, long newShares, long oldShares) {
    cursor.split(instrument, newShares, oldShares);
  }

  @Override
  public BarHistory history(int instrument) {
    return cursor.history(instrument);
  }
}
