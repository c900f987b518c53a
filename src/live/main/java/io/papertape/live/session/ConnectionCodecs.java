package io.papertape.live.session;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Venue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Reads the frames of each connection as what they follow in it, until it is gone.
final class ConnectionCodecs {
  /// What a connection has left in a line is taken from it soon after it is gone.
  private static final int MOST_GONE = 100;

  private final Venue venue;
  private final Map<Integer, FeedCodec> codecs = new HashMap<>();
  private final LinkedHashSet<Integer> gone = new LinkedHashSet<>();

  ConnectionCodecs(Venue venue) {
    this.venue = venue;
  }

  List<FeedEvent> decode(int connection, byte[] frame) {
    List<FeedEvent> events = new ArrayList<>();
    codecs.computeIfAbsent(connection, _ -> venue.codec()).decode(frame, events::add);
    return events;
  }

  void begin(int connection) {
    gone.remove(connection);
  }

  void end(int connection) {
    codecs.remove(connection);
    gone.add(connection);
    if (gone.size() > MOST_GONE) {
      gone.removeFirst();
    }
  }

  boolean isGone(int connection) {
    return gone.contains(connection);
  }
}
