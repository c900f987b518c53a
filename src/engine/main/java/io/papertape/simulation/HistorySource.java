package io.papertape.simulation;

import io.papertape.market.BarColumns;
import io.papertape.market.BarHistory;
import io.papertape.market.HistoryCursor;
import io.papertape.market.MutableMarket;

/// Recorded bars as a source of events.
final class HistorySource implements EventSource {
  private final HistoryCursor cursor;

  HistorySource(BarColumns... columns) {
    cursor = new HistoryCursor(columns);
  }

  /// When the first bar becomes known; 0 without bars.
  long firstNanos() {
    long first = cursor.nextNanos();
    return first == Long.MAX_VALUE ? 0 : first;
  }

  @Override
  public boolean next(MutableMarket market) {
    long nanos = cursor.nextNanos();
    if (nanos == Long.MAX_VALUE) {
      return false;
    }
    cursor.advance(market, nanos);
    return true;
  }

  @Override
  public BarHistory history(int instrument) {
    return cursor.history(instrument);
  }
}
