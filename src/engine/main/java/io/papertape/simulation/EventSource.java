package io.papertape.simulation;

import io.papertape.market.BarHistory;
import io.papertape.market.MutableMarket;
import io.papertape.market.QuoteStretch;
import java.util.List;

/// Where the events of a run come from, one moment after the other: history, a live feed or a
/// tape.
public interface EventSource {
  /// A stretch without quotes.
  QuoteStretch NO_QUOTES = new QuoteStretch();

  /// Told before the first event, with a view of the run that it feeds.
  default void begin(RunView run) {}

  /// What of the source belongs to the state of a run that is kept; see [RunKeeper]. The source
  /// itself does not.
  default List<Object> state() {
    return List.of();
  }

  /// What the moment brought beside the market.
  default List<Notice> notices() {
    return List.of();
  }

  /// When the next events become known; waits for them if they are live. [Long#MAX_VALUE] at the
  /// end.
  long nextNanos();

  /// Applies the events of the next moment to the market.
  void advance(MutableMarket market);

  /// The quotes that come next, if the source knows that they come alone.
  default QuoteStretch quotes() {
    return NO_QUOTES;
  }

  /// Passes over quotes of the stretch, which have been shown to the market.
  ///
  /// @param row of its page that comes next
  default void passQuotes(int row) {
    throw new UnsupportedOperationException("Source has no stretch of quotes: row=" + row);
  }

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

  /// The bars of an instrument up to now, as known now.
  BarHistory history(int instrument);
}
