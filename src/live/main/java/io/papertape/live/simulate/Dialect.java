package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.CRC32;

/// What a venue says, and how it writes it: the protocol of a real one.
interface Dialect {
  long MILLI = World.MILLI;

  /// The venue as a session sees it.
  Venue venue();

  /// What can be subscribed to.
  record Topic(Stream.Kind kind, String symbol) {}

  /// What a frame of the client subscribes to; nothing if it is none that does.
  List<Topic> asked(String frame);

  /// What the venue says to a frame of the client.
  List<String> answers(String frame, long venueNanos);

  /// What the venue says of itself, first of all and when it changes, if it does. Then it keeps
  /// its connections while it is in maintenance, and sends nothing else of the markets.
  default Optional<String> state(boolean isInMaintenance) {
    return Optional.empty();
  }

  /// What comes every second, if anything.
  default Optional<String> heartbeat() {
    return Optional.empty();
  }

  String trade(Trade trade);

  String top(TopOfBook quote);

  String bar(BarState bar);

  /// @param book after the step, for a checksum
  String step(MarketBook.Step step, MarketBook book, long venueNanos);

  /// What is sent first to those who subscribe, if anything.
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos);

  /// The body of the answer to a request.
  String fetched(URI address, Function<String, Market> markets, long venueNanos);

  /// How a refusal of a request reads that comes with status 200; empty if none does.
  ///
  /// @param status that says it elsewhere
  default Optional<String> refused(int status) {
    return Optional.empty();
  }

  /// A message of a kind that nobody knows yet.
  String unheardOf(String symbol);

  /// The parameters of a request.
  static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new TreeMap<>();
    if (address.getQuery() != null) {
      for (String one : address.getQuery().split("&", -1)) {
        int at = one.indexOf('=');
        parameters.put(one.substring(0, at), one.substring(at + 1));
      }
    }
    return parameters;
  }

  static JsonValue parsed(String frame) {
    return JsonValue.parse(frame.getBytes(StandardCharsets.UTF_8));
  }

  /// CRC32 as venues take it of their books.
  static long checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }

  /// Levels as `["100.50","7"]`, with something after the two numbers if need be.
  static String levels(List<MarketBook.Change> changes, String more) {
    StringBuilder text = new StringBuilder("[");
    for (MarketBook.Change change : changes) {
      text.append(text.length() > 1 ? ",[\"" : "[\"")
          .append(change.price())
          .append("\",\"")
          .append(change.quantity())
          .append('"')
          .append(more)
          .append(']');
    }
    return text.append(']').toString();
  }
}
