package io.papertape.simulation;

import io.papertape.market.BarHistory;
import io.papertape.market.MutableMarket;

/// Where the events of a run come from, one moment after the other: history, a live feed or a
/// tape.
public interface EventSource {
  /// Applies the events of the next moment to the market.
  ///
  /// @return false at the end, with the market unchanged
  boolean next(MutableMarket market);

  /// The bars of an instrument up to now.
  BarHistory history(int instrument);
}
