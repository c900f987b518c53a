package io.papertape.live.transport;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Stream;
import java.util.List;
import java.util.OptionalLong;

/// What happens to the connections of one venue; all that [Supervision] ever learns.
public sealed interface LinkEvent {
  /// When, nanoseconds since 1970-01-01 UTC.
  long atNanos();

  /// Keep the streams alive from now on.
  record Start(long atNanos) implements LinkEvent {}

  /// End every connection and open none.
  record Stop(long atNanos) implements LinkEvent {}

  /// Time has passed.
  record Tick(long atNanos) implements LinkEvent {}

  /// The handshake is over.
  record Opened(int connection, long atNanos) implements LinkEvent {}

  /// There was no handshake.
  ///
  /// @param retryAfterNanos how long the venue told us to wait
  record OpenFailed(
      int connection,
      long atNanos,
      FeedChange.Reason reason,
      OptionalLong retryAfterNanos,
      String detail)
      implements LinkEvent {}

  /// Something came.
  ///
  /// @param isMessage false for a ping or a pong, which show that the peer lives and no more
  record Heard(int connection, long atNanos, boolean isMessage) implements LinkEvent {}

  /// A ping of ours was answered. [Heard] tells that something came; this tells that the venue is
  /// one of those that answer.
  record Pong(int connection, long atNanos) implements LinkEvent {}

  /// The venue closed the connection.
  ///
  /// @param code RFC 6455, 7.4; 1006 if the connection ended without a close
  record Closed(int connection, long atNanos, int code, String detail) implements LinkEvent {}

  /// The connection is of no use any more.
  record Broken(int connection, long atNanos, FeedChange.Reason reason, String detail)
      implements LinkEvent {}

  /// What a frame said. Only [FeedEvent.VenueState] and [FeedEvent.Ping] matter here.
  record Said(int connection, long atNanos, FeedEvent event) implements LinkEvent {}

  /// Streams shall be asked for again, each by itself where one of them can have been the reason
  /// that the others were refused with it.
  record Subscribe(int connection, long atNanos, List<Stream> streams) implements LinkEvent {
    public Subscribe {
      streams = List.copyOf(streams);
    }
  }

  /// Another connection shall take over, without a gap.
  record Renew(int connection, long atNanos) implements LinkEvent {}
}
