package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;

/// What a venue says, and how it writes it: the protocol of a real one. Of a session's own; what
/// it numbers may change.
abstract class Dialect {
  static final long MILLI = World.MILLI;

  private final Venue venue;
  private final Map<String, Stream.Kind> channels;
  private final List<BarLength> lengths;
  private Optional<BarLength> length;

  /// @param channels names of what can be subscribed to beside bars
  /// @param lengths  that its bars can have, the usual one first; none: it streams no bars
  Dialect(Venue venue, Map<String, Stream.Kind> channels, List<BarLength> lengths) {
    this.venue = venue;
    this.channels = channels;
    this.lengths = lengths;
    length = lengths.stream().findFirst();
  }

  /// Those that its bars can have.
  final List<BarLength> lengths() {
    return lengths;
  }

  /// Streams bars of one of its lengths, and of no other.
  final void stream(BarLength bars) {
    length = Optional.of(bars);
  }

  /// Draws a length of its bars: in two of five sessions the usual one.
  final void drawLength(SplittableRandom random) {
    if (lengths.size() > 1) {
      boolean isUsual = random.nextInt(5) < 2;
      stream(isUsual ? lengths.getFirst() : lengths.get(1 + random.nextInt(lengths.size() - 1)));
    }
  }

  /// Its word for the length of its bars.
  final String barWord() {
    return length.orElseThrow().word();
  }

  /// Fails if what is asked for is not the bars that it streams.
  final void requireBars(String word) {
    if (!word.equals(barWord())) {
      throw new IllegalStateException(
          "Bars of another length are asked for: asked=%s, streamed=%s".formatted(word, barWord()));
    }
  }

  /// The venue as a session sees it.
  final Venue venue() {
    return venue;
  }

  /// What comes by a channel.
  final Stream.Kind kind(String channel) {
    if (length.isPresent() && length.get().channel().equals(channel)) {
      return Stream.Kind.BARS;
    }
    if (!channels.containsKey(channel)) {
      throw new IllegalStateException("No such channel: " + channel);
    }
    return channels.get(channel);
  }

  /// Its channel of a kind.
  final String channel(Stream.Kind kind) {
    if (kind == Stream.Kind.BARS) {
      return length.orElseThrow().channel();
    }
    return channels.entrySet().stream()
        .filter(one -> one.getValue() == kind)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /// Symbols by the channel that brings something of them, in the order in which they were asked
  /// for.
  final Map<String, List<String>> byChannel(Collection<Topic> subscribed) {
    Map<String, List<String>> symbols = new TreeMap<>();
    for (Topic topic : subscribed) {
      symbols.computeIfAbsent(channel(topic.kind()), _ -> new ArrayList<>()).add(topic.symbol());
    }
    return symbols;
  }

  /// The name of an instrument as the venue spells it.
  String symbol(String name) {
    return name;
  }

  /// Whether its markets never close.
  boolean isOfCoins() {
    return true;
  }

  /// Whether books can be listened to.
  boolean hasBooks() {
    return true;
  }

  /// Length of the bars that are streamed; 0: none.
  final long barNanos() {
    return length.map(BarLength::nanos).orElse(0L);
  }

  /// Whether bars in which nobody traded are told.
  boolean tellsEmptyBars() {
    return true;
  }

  /// The step of the market that a number of a quote stands for; 0: not known.
  long stepOf(long number) {
    return 0;
  }

  /// What can be subscribed to.
  record Topic(Stream.Kind kind, String symbol) {}

  /// What a frame of the client subscribes to; nothing if it is none that does.
  abstract List<Topic> asked(String frame);

  /// What the venue says to a frame of the client.
  ///
  /// @param subscribed of the connection, with what the frame asks for
  abstract List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos);

  /// The ways in which the venue says that it refuses what was asked for.
  abstract List<String> refusals(Topic topic);

  /// Whether one thing that is refused takes all of its frame with it.
  boolean refusesFrames() {
    return true;
  }

  /// What the venue says of itself, first of all and when it changes, if it does. Then it keeps
  /// its connections while it is in maintenance, and sends nothing else of the markets.
  Optional<String> state(boolean isInMaintenance) {
    return Optional.empty();
  }

  /// What comes every second to those who have subscribed to something.
  List<String> heartbeats(Collection<Topic> subscribed, long venueNanos) {
    return List.of();
  }

  /// What the venue says before it closes connections, if it asks for new ones.
  Optional<String> farewell() {
    return Optional.empty();
  }

  /// A frame as one of its connection, if the venue numbers those.
  ///
  /// @param number from 0
  String numbered(String frame, long number) {
    return frame;
  }

  /// Whether it does.
  boolean numbersFrames() {
    return false;
  }

  abstract String trade(Trade trade);

  /// @param book whose best prices they are, unless they are wrong
  abstract String top(TopOfBook quote, MarketBook book);

  abstract String bar(BarState bar);

  /// @param book after the step, for a checksum
  abstract String step(MarketBook.Step step, MarketBook book, long venueNanos);

  /// What is sent first to those who subscribe, if anything.
  abstract Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos);

  /// Whether the venue sends best prices again while they stand.
  boolean repeatsTops() {
    return false;
  }

  /// What such a venue sends again to those who have subscribed to best prices, if that is due.
  Optional<String> repeated(String symbol, MarketBook book, long venueNanos) {
    return Optional.empty();
  }

  /// Lets the numbers of a book begin anew, with a snapshot to all who have subscribed.
  ///
  /// @return false if the venue never does so
  boolean beginsAnew(String symbol, MarketBook book) {
    return false;
  }

  /// The body of the answer to a request.
  abstract String fetched(URI address, Function<String, Market> markets, long venueNanos);

  /// How a refusal of a request reads that comes with status 200; empty if none does.
  ///
  /// @param status that says it elsewhere
  Optional<String> refused(int status) {
    return Optional.empty();
  }

  /// A message of a kind that nobody knows yet.
  abstract String unheardOf(String symbol);
}
