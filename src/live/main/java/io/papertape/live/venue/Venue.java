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
    List<List<Stream>> groups = new ArrayList<>();
    byRoute
        .values()
        .forEach(same -> groups.addAll(Groups.of(limits().streamsPerConnection(), same)));
    return groups;
  }

  /// False for a kind of stream that the venue does not have at all, as far as is known before it
  /// is asked.
  default boolean offers(Stream.Kind kind) {
    return true;
  }

  /// Frames to send once connected, in this order, at most [VenueLimits#framesPerSecond] a second.
  List<String> subscribe(List<Stream> streams);

  /// A codec for one connection.
  FeedCodec codec();

  /// The frame that keeps the connection alive, if the venue wants one of us.
  Optional<KeepAlive> keepAlive();

  VenueLimits limits();

  /// Least time between two attempts to connect, where the venue asks for more than is usual.
  default Duration connectSpacing() {
    return Duration.ZERO;
  }

  /// Whether one stream that is refused can take all of its frame with it: then those that were
  /// refused are asked for again in a frame each. Only a venue that says so is taken to refuse
  /// streams alone.
  default boolean refusesFrames() {
    return true;
  }

  /// Where a book's whole state is fetched, if the venue does not stream it first.
  default Optional<URI> bookSnapshot(String symbol) {
    return Optional.empty();
  }

  /// How the books of [#codec]'s events are kept.
  BookRules bookRules();

  /// Reads what [#bookSnapshot] answers: a snapshot, or why there is none
  /// ([FeedEvent.Refused], [FeedEvent.Unknown]).
  default FeedEvent readBookSnapshot(String symbol, byte[] body) {
    throw new IllegalStateException(
        "Book is not fetched: venue=%s, symbol=%s. Its snapshot comes with the stream."
            .formatted(name(), symbol));
  }

  /// Where bars that opened in `[fromNanos, toNanos)` are fetched; empty if the venue has none of
  /// that length. Only finished bars may be asked for, at most [#barsPerRequest] of them: a
  /// reader has no clock to tell which is under way.
  Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos);

  /// Where a venue says what steps an instrument has; empty if it does not.
  ///
  /// @param among all that are asked for, this one too: the address is the same for as many of
  ///     them as one answer may tell
  default Optional<URI> instrument(String symbol, List<String> among) {
    return Optional.empty();
  }

  /// Reads what [#instrument] answers.
  ///
  /// @throws io.papertape.live.feed.FrameException if it holds a refusal or nonsense, or steps
  ///     below 10⁻⁸
  default InstrumentSteps readInstrument(String symbol, byte[] body) {
    throw new IllegalStateException(
        "Steps are not fetched: venue=%s, symbol=%s. Ask whether there is an address first."
            .formatted(name(), symbol));
  }

  /// Why no session may begin on an instrument, whatever the venue tells of it, and what to take
  /// instead, in sentences; empty if one may.
  default Optional<String> refusal(String symbol) {
    return Optional.empty();
  }

  /// True if quantities of an instrument may count contracts, of which only [#instrument] says what
  /// they are worth.
  default boolean countsContracts(String symbol) {
    return false;
  }

  /// What a request is counted against; one a second, on average, where the venue does not say.
  default RequestLimit limitOf(URI request) {
    return RequestLimit.of(60, Duration.ofMinutes(1));
  }

  /// Most bars that one answer holds.
  default int barsPerRequest() {
    return 100;
  }

  /// Reads what [#bars] answers, oldest first.
  ///
  /// @throws io.papertape.live.feed.FrameException if it holds no bars, but a refusal or nonsense
  List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body);

  /// True if a finished bar is told as such. Elsewhere its end shows in the next one alone, which
  /// comes with the next trade.
  default boolean endsBars() {
    return true;
  }

  /// True if the ids of an instrument's trades rise by one, so that one that is left out is lost.
  default boolean numbersTrades() {
    return false;
  }

  /// True if no trade comes without its id.
  default boolean identifiesTrades() {
    return numbersTrades();
  }

  /// Where the venue's clock is read; empty if it shows none.
  default Optional<URI> clock() {
    return Optional.empty();
  }

  /// Reads what [#clock] answers.
  ///
  /// @throws io.papertape.live.feed.FrameException if it holds no time
  default Reading readClock(byte[] body) {
    throw new IllegalStateException(
        "Venue shows no clock: venue=%s. Do not ask for it.".formatted(name()));
  }

  /// A time as exact as the venue tells it: between two, nanoseconds since 1970-01-01 UTC.
  record Reading(long lowNanos, long highNanos) {}

  /// For how long a venue wants to be left alone, where it says so in its own words: with another
  /// status than 429 or 418, or in the body of an answer. Empty: it does not say so.
  ///
  /// @param status of HTTP, of an answer or a refused handshake
  /// @param body   of the answer; empty for a handshake
  default Optional<Duration> limitsFor(int status, byte[] body) {
    return Optional.empty();
  }

  /// What of the frames read so far does not fit what the venue was said to send, in sentences.
  /// Only a venue that a file describes can be wrong about itself.
  ///
  /// @param streams that were asked for
  default List<String> findings(List<Stream> streams) {
    return List.of();
  }

  /// A text frame of ours.
  ///
  /// @param every interval between two
  record KeepAlive(String frame, Duration every) {}
}
