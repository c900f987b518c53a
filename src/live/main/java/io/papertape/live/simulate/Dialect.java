package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// What a venue says, and how it writes it: the protocol of a real one.
interface Dialect {
  long MILLI = World.MILLI;

  /// The venue as a session sees it.
  Venue venue();

  /// What can be subscribed to.
  record Topic(Stream.Kind kind, String symbol) {}

  /// What a frame of the client subscribes to; nothing if it is none that does.
  List<Topic> asked(String frame);

  /// What the venue says to a frame of the client, if anything.
  Optional<String> answer(String frame);

  String trade(Trade trade);

  String top(TopOfBook quote);

  String bar(BarState bar);

  /// @param book after the step, for a checksum
  String step(MarketBook.Step step, MarketBook book, long venueNanos);

  /// What is sent first to those who subscribe to a book.
  Optional<String> snapshot(String symbol, MarketBook book, long venueNanos);

  /// The body of the answer to a request.
  String fetched(URI address, Function<String, Market> markets, long venueNanos);

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
