package io.papertape.live.venue.coinbase;

import io.papertape.live.feed.FeedEvent;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Coinbase answers each request with all that is subscribed now; what changed since its last
/// answer is what was asked.
final class CoinbaseSubscriptions {
  private final Set<String> streams = new LinkedHashSet<>();

  /// Name of a stream in acknowledgements.
  static String stream(String channel, String product) {
    return channel + ":" + product;
  }

  /// Tells what is new and what is gone.
  void replace(Set<String> now, Consumer<FeedEvent> events) {
    for (String stream : streams) {
      if (!now.contains(stream)) {
        events.accept(new FeedEvent.Acknowledged("", stream, false));
      }
    }
    for (String stream : now) {
      if (!streams.contains(stream)) {
        events.accept(new FeedEvent.Acknowledged("", stream, true));
      }
    }
    streams.clear();
    streams.addAll(now);
  }
}
