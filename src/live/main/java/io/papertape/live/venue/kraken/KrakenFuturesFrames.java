package io.papertape.live.venue.kraken;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.SideText;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Reads the frames of Kraken Futures. Quantities count contracts. The numbers of a book's updates
/// rise by one; each update is of one price. Trades from before the subscription
/// (`trade_snapshot`) and trades agreed outside the book (`block`) are ignored.
final class KrakenFuturesFrames implements JsonCodec.Reader {
  @Override
  public void read(JsonValue frame, Consumer<FeedEvent> events) {
    if (frame.has("event")) {
      event(frame, events);
      return;
    }
    String feed = frame.text("feed");
    events.accept(
        switch (feed) {
          case "book" -> update(frame);
          case "book_snapshot" -> snapshot(frame);
          case "trade" -> trade(frame);
          case "ticker", "ticker_lite" -> top(frame);
          case "heartbeat" -> new FeedEvent.Heartbeat(millis(frame, "time"), 0);
          case "trade_snapshot" -> new FeedEvent.Ignored("trades from before the subscription");
          default -> throw new FrameException("Feed is unknown: feed=%s.".formatted(feed));
        });
  }

  private static void event(JsonValue frame, Consumer<FeedEvent> events) {
    String event = frame.text("event");
    switch (event) {
      case "info" ->
          events.accept(
              new FeedEvent.VenueState(
                  FeedEvent.VenueState.State.ONLINE, "version " + frame.text("version", "")));
      case "pong" -> events.accept(new FeedEvent.Heartbeat(0, 0));
      case "subscribed", "unsubscribed" -> {
        for (String stream : streams(frame)) {
          events.accept(new FeedEvent.Acknowledged("", stream, event.equals("subscribed")));
        }
      }
      case "alert", "error", "subscribed_failed", "unsubscribed_failed" ->
          events.accept(
              new FeedEvent.Refused(
                  "", String.join(",", streams(frame)), "", frame.text("message", "")));
      default -> throw new FrameException("Event is unknown: event=%s.".formatted(event));
    }
  }

  private static List<String> streams(JsonValue frame) {
    String feed = frame.text("feed", "");
    List<String> streams = new ArrayList<>();
    if (frame.has("product_ids")) {
      for (JsonValue product : frame.get("product_ids").items()) {
        streams.add(feed + ":" + product.text());
      }
    } else if (!feed.isEmpty()) {
      streams.add(feed);
    }
    return streams;
  }

  private static FeedEvent trade(JsonValue frame) {
    if (frame.text("type", "").equals("block")) {
      return new FeedEvent.Ignored("trade agreed outside the book");
    }
    return new FeedEvent.Trade(
        frame.text("product_id"),
        frame.millis("time"),
        frame.text("uid", ""),
        SideText.parse(frame.text("side")),
        frame.price("price"),
        frame.quantity("qty"));
  }

  private static FeedEvent snapshot(JsonValue frame) {
    return new FeedEvent.BookSnapshot(
        frame.text("product_id"),
        millis(frame, "timestamp"),
        frame.whole("seq"),
        0,
        levels(frame.get("bids")),
        levels(frame.get("asks")),
        OptionalLong.empty());
  }

  private static List<Level> levels(JsonValue side) {
    List<Level> levels = new ArrayList<>(side.size());
    for (JsonValue level : side.items()) {
      levels.add(Level.of(level.text("price"), level.text("qty")));
    }
    return levels;
  }

  private static FeedEvent update(JsonValue frame) {
    List<Level> level = List.of(Level.of(frame.text("price"), frame.text("qty")));
    boolean isBid = SideText.parse(frame.text("side")) == Side.BUY;
    long sequence = frame.whole("seq");
    return new FeedEvent.BookUpdate(
        frame.text("product_id"),
        millis(frame, "timestamp"),
        sequence,
        sequence,
        -1,
        0,
        isBid ? level : List.of(),
        isBid ? List.of() : level,
        OptionalLong.empty());
  }

  /// `ticker_lite` has neither time nor sizes; 0: not told.
  private static FeedEvent top(JsonValue frame) {
    return new FeedEvent.TopOfBook(
        frame.text("product_id"),
        millis(frame, "time"),
        0,
        frame.price("bid"),
        frame.has("bid_size") ? frame.quantity("bid_size") : 0,
        frame.price("ask"),
        frame.has("ask_size") ? frame.quantity("ask_size") : 0);
  }

  private static long millis(JsonValue frame, String name) {
    return frame.has(name) ? frame.millis(name) : 0;
  }
}
