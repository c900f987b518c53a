package io.papertape.live;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.TimeText;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Compares what a codec reads with what another implementation (tardis-node) read from the same
/// frames: trades, book changes and quotes.
public final class NormalisedEvents {
  private NormalisedEvents() {}

  /// One text for each frame on which the two differ: its number, theirs and ours.
  public static List<String> differences(FeedCodec codec, List<SharedFeeds.Line> lines) {
    List<String> differences = new ArrayList<>();
    for (SharedFeeds.Line line : lines) {
      List<String> theirs = theirs(line);
      List<String> ours = new ArrayList<>();
      codec.decode(line.bytes(), event -> ours(event, line.rest().get("recv"), ours));
      if (!theirs.equals(ours)) {
        differences.add("n=%s: %s, ours %s".formatted(line.rest().get("n"), theirs, ours));
      }
    }
    return differences;
  }

  private static List<String> theirs(SharedFeeds.Line line) {
    List<String> texts = new ArrayList<>();
    byte[] expected = line.rest().get("expected").getBytes(StandardCharsets.UTF_8);
    for (JsonValue event : JsonValue.parse(expected).items()) {
      String symbol = event.text("symbol").toUpperCase(Locale.ROOT);
      long time = TimeText.iso(event.text("timestamp"));
      switch (event.text("type")) {
        case "trade" ->
            texts.add(
                trade(
                    symbol,
                    time,
                    event.text("id", ""),
                    event.text("side"),
                    event.price("price"),
                    event.quantity("amount")));
        case "book_ticker" ->
            texts.add(
                quote(
                    symbol,
                    time,
                    event.price("bidPrice"),
                    event.has("bidAmount") ? event.quantity("bidAmount") : 0,
                    event.price("askPrice"),
                    event.has("askAmount") ? event.quantity("askAmount") : 0));
        case "book_change" ->
            texts.add(
                book(
                    symbol,
                    time,
                    event.truth("isSnapshot"),
                    levels(event.get("bids")),
                    levels(event.get("asks"))));
        default -> {}
      }
    }
    return texts;
  }

  private static List<Level> levels(JsonValue side) {
    List<Level> levels = new ArrayList<>();
    for (JsonValue level : side.items()) {
      levels.add(Level.of(level.text("price"), level.text("amount")));
    }
    return levels;
  }

  /// An event without a time is given that of its receipt, as they do.
  private static void ours(FeedEvent event, String receipt, List<String> texts) {
    if (!(event instanceof FeedEvent.OfMarket market)) {
      return;
    }
    String symbol = market.symbol().toUpperCase(Locale.ROOT);
    long time = market.venueNanos() == 0 ? TimeText.iso(receipt) : market.venueNanos();
    switch (market) {
      case FeedEvent.Trade t ->
          texts.add(
              trade(
                  symbol,
                  time,
                  t.id(),
                  t.aggressor() == Side.BUY ? "buy" : "sell",
                  t.price(),
                  t.quantity()));
      case FeedEvent.TopOfBook t ->
          texts.add(quote(symbol, time, t.bid(), t.bidSize(), t.ask(), t.askSize()));
      case FeedEvent.BookSnapshot b -> texts.add(book(symbol, time, true, b.bids(), b.asks()));
      case FeedEvent.BookUpdate b -> texts.add(book(symbol, time, false, b.bids(), b.asks()));
      case FeedEvent.BarState _ -> {}
    }
  }

  private static String trade(
      String symbol, long time, String id, String side, long price, long quantity) {
    return "trade %s %d %s %s %s %s"
        .formatted(symbol, time, id, side, FixedPoint.format(price), FixedPoint.format(quantity));
  }

  private static String quote(
      String symbol, long time, long bid, long bidSize, long ask, long askSize) {
    return "quote %s %d %s %s %s %s"
        .formatted(
            symbol,
            time,
            FixedPoint.format(bid),
            FixedPoint.format(bidSize),
            FixedPoint.format(ask),
            FixedPoint.format(askSize));
  }

  private static String book(
      String symbol, long time, boolean isSnapshot, List<Level> bids, List<Level> asks) {
    return "%s %s %d bids %s asks %s"
        .formatted(isSnapshot ? "book" : "change", symbol, time, text(bids), text(asks));
  }

  private static List<String> text(List<Level> levels) {
    return levels.stream()
        .map(l -> FixedPoint.format(l.price()) + "x" + FixedPoint.format(l.quantity()))
        .toList();
  }
}
