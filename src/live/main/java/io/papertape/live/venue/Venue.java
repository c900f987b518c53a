package io.papertape.live.venue;

import io.papertape.live.book.BookRules;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a connection to a venue needs to know; pure, and the same for a loopback venue at another
/// address.
public interface Venue {
  /// Name in `--feed`, such as `binance`.
  String name();

  /// Where to connect for these streams, which must share a [#route].
  URI socket(List<Stream> streams);

  /// Which of a venue's sockets serves a stream, where it has several; only streams of one route
  /// can share a connection.
  default String route(Stream stream) {
    return "";
  }

  /// The streams in groups, one for each connection: of one route, and no more than
  /// [VenueLimits#streamsPerConnection]; in the order given.
  default List<List<Stream>> connections(List<Stream> streams) {
    Map<String, List<Stream>> byRoute = new LinkedHashMap<>();
    for (Stream stream : streams) {
      byRoute.computeIfAbsent(route(stream), route -> new ArrayList<>()).add(stream);
    }
    int most = limits().streamsPerConnection();
    List<List<Stream>> groups = new ArrayList<>();
    for (List<Stream> ofRoute : byRoute.values()) {
      for (int start = 0; start < ofRoute.size(); start += most) {
        int end = Math.min(ofRoute.size(), start + most);
        groups.add(List.copyOf(ofRoute.subList(start, end)));
      }
    }
    return groups;
  }

  /// Frames to send once connected, in this order, at most [VenueLimits#framesPerSecond] a second.
  List<String> subscribe(List<Stream> streams);

  /// A codec for one connection.
  FeedCodec codec();

  /// The frame that keeps the connection alive, if the venue wants one of us.
  Optional<KeepAlive> keepAlive();

  VenueLimits limits();

  /// Where a book's whole state is fetched, if the venue does not stream it first.
  Optional<URI> bookSnapshot(String symbol);

  /// How the books of [#codec]'s events are kept.
  BookRules bookRules();

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
