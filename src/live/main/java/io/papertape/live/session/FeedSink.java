package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;

/// Takes what a feed tells; waits while the session is behind, and drops nothing.
public interface FeedSink {
  /// What a venue says of an instrument's market.
  ///
  /// @param receiveNanos by the feed's clock
  void event(int instrument, FeedEvent.OfMarket event, long receiveNanos);

  /// The same for what cannot be right: it is kept, and not told to the strategy.
  void quarantined(
      int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos);

  /// Where the next event comes from, of a feed that can be read again from any place; it is put on
  /// the tape with the event.
  default void place(TapeEvent.FeedPlace from) {
    throw new UnsupportedOperationException("Places are not kept here: place=" + from + ".");
  }

  /// No bar of an instrument closes between two times, both outside: none is waited for or missing.
  /// Of a feed that knows what comes; told before its clock reaches the first of them.
  default void noBars(int instrument, long afterNanos, long beforeNanos) {
    throw new UnsupportedOperationException(
        "Absent bars are not known here: instrument=%d.".formatted(instrument));
  }

  /// An instrument's market data are in another state from here on.
  void input(TapeEvent.InputChange change);

  /// The feed has ended by a defect, an unreadable file or the like: nothing more comes, and nobody
  /// knows what is missed. The session halts.
  void broke(String why);

  /// There is nothing more to come.
  void ended();
}
