package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import java.util.HashMap;
import java.util.Map;

/// Which of several connections with the same streams tells what has no id and no number, while
/// they overlap: such an event that comes over both cannot be known for the same.
///
/// It is the older one until it is gone, or until it is silent while a newer one tells something.
final class NamelessTurns {
  private static final long SILENCE_NANOS = 5_000_000_000L;

  private final Map<Stream, Turn> turns = new HashMap<>();

  /// Trades or quotes of an instrument.
  private record Stream(Class<?> kind, String symbol) {}

  private record Turn(int connection, long toldNanos) {}

  /// True unless another connection tells it.
  boolean takes(int connection, FeedEvent.OfMarket event, long receivedNanos) {
    boolean isNameless =
        switch (event) {
          case FeedEvent.Trade trade -> trade.id().isEmpty();
          case FeedEvent.TopOfBook quote -> quote.sequence() == 0;
          case FeedEvent.BookSnapshot _, FeedEvent.BookUpdate _, FeedEvent.BarState _ -> false;
        };
    if (!isNameless) {
      return true;
    }
    Stream stream = new Stream(event.getClass(), event.symbol());
    Turn turn = turns.getOrDefault(stream, new Turn(connection, receivedNanos));
    boolean takesOver =
        connection > turn.connection && receivedNanos - turn.toldNanos > SILENCE_NANOS;
    if (turn.connection != connection && !takesOver) {
      return false;
    }
    turns.put(stream, new Turn(connection, receivedNanos));
    return true;
  }

  /// A connection is gone: the next one that tells something has its turn.
  void forget(int connection) {
    turns.values().removeIf(turn -> turn.connection == connection);
  }
}
