package io.papertape.simulation;

import io.papertape.market.BarHistory;
import io.papertape.market.MutableMarket;

/// Where the events of a run come from, one moment after the other: history, a live feed or a
/// tape.
public interface EventSource {
  /// When the next events become known; waits for them if they are live. [Long#MAX_VALUE] at the
  /// end.
  long nextNanos();

  /// Applies the events of the next moment to the market.
  void advance(MutableMarket market);

  /// True if all instruments have one bar at each moment and nothing else ever comes, so that
  /// bars can be passed over.
  default boolean canSkip() {
    return false;
  }

  /// Passes over bars: the bar at an index is the next to come.
  default void skipTo(MutableMarket market, int bar) {
    throw new UnsupportedOperationException("Source cannot skip: bar=" + bar);
  }

  /// Times of all moments to come, if they are known; else none.
  default long[] knownTimes() {
    return new long[0];
  }

  /// Restates an instrument's history for a split that takes effect before the next event.
  void split(int instrument, long newShares, long oldShares);

  /// The bars of an instrument up to now.
  BarHistory history(int instrument);
}
