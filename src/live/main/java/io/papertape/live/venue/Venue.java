package io.papertape.live.venue;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a connection to a venue needs to know; pure, and the same for a loopback venue at another
/// address.
public interface Venue {
  /// Name in `--feed`, such as `binance`.
  String name();

  /// Where to connect for these streams.
  URI socket(List<Stream> streams);

  /// Frames to send once connected, in this order, at most [VenueLimits#framesPerSecond] a second.
  List<String> subscribe(List<Stream> streams);

  /// A codec for one connection.
  FeedCodec codec();

  /// The frame that keeps the connection alive, if the venue wants one of us.
  Optional<KeepAlive> keepAlive();

  VenueLimits limits();

  /// Where a book's whole state is fetched, if the venue does not stream it first.
  Optional<URI> bookSnapshot(String symbol);

  /// Reads what [#bookSnapshot] answers.
  FeedEvent readBookSnapshot(String symbol, byte[] body);

  /// Where finished bars that opened in `[fromNanos, toNanos)` are fetched, oldest first; empty if
  /// the venue has none of that length.
  Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos);

  /// Reads what [#bars] answers: oldest first, the bar under way marked as not final.
  List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body);

  /// A text frame of ours.
  ///
  /// @param every interval between two
  record KeepAlive(String frame, Duration every) {}
}
