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

  /// An instrument's market data are in another state from here on.
  void input(TapeEvent.InputChange change);

  /// There is nothing more to come.
  void ended();
}
