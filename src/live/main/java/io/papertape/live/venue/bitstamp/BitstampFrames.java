package io.papertape.live.venue.bitstamp;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.TimeText;
import io.papertape.order.Side;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Reads the frames of Bitstamp's WebSocket, version 2. The venue's microseconds are the number of
/// a book's state: they rise, by no fixed step.
final class BitstampFrames implements JsonCodec.Reader {
  private static final long MICRO = 1_000L;
  private static final long SECOND = 1_000_000_000L;

  /// Depth of the channel `order_book`.
  private static final int TOP_DEPTH = 100;

  @Override
  public void read(JsonValue frame, Consumer<FeedEvent> events) {
    String event = frame.text("event");
    String channel = frame.text("channel", "");
    events.accept(
        switch (event) {
          case "data" -> book(channel, frame.get("data"));
          case "trade" -> trade(symbol(channel, "live_trades_"), frame.get("data"));
          case "bts:subscription_succeeded" -> new FeedEvent.Acknowledged("", channel, true);
          case "bts:unsubscription_succeeded" -> new FeedEvent.Acknowledged("", channel, false);
          case "bts:error" -> refused(channel, frame.get("data"));
          case "bts:heartbeat" -> new FeedEvent.Heartbeat(0, 0);
          case "bts:request_reconnect" ->
              new FeedEvent.VenueState(
                  FeedEvent.VenueState.State.CLOSING, "the venue asks for a new connection");
          case "order_created", "order_changed", "order_deleted", "funding_rate_saved" ->
              new FeedEvent.Ignored(event);
          default -> throw new FrameException("Event is unknown: event=%s.".formatted(event));
        });
  }

  private static FeedEvent refused(String channel, JsonValue error) {
    return new FeedEvent.Refused("", channel, error.text("code", ""), error.text("message", ""));
  }

  private static FeedEvent book(String channel, JsonValue book) {
    if (!channel.startsWith("diff_")) {
      return snapshot(symbol(channel, "order_book_"), book, TOP_DEPTH);
    }
    long micros = book.whole("microtimestamp");
    return new FeedEvent.BookUpdate(
        symbol(channel, "diff_order_book_"),
        TimeText.units(book.text("microtimestamp"), MICRO),
        micros,
        micros,
        -1,
        0,
        book.get("bids").levels(),
        book.get("asks").levels(),
        OptionalLong.empty());
  }

  /// A book as REST and the channel `order_book` write it.
  ///
  /// @param depth prices of a side at most; 0: all
  static FeedEvent.BookSnapshot snapshot(String symbol, JsonValue book, int depth) {
    return new FeedEvent.BookSnapshot(
        symbol,
        TimeText.units(book.text("microtimestamp"), MICRO),
        book.whole("microtimestamp"),
        depth,
        book.get("bids").levels(),
        book.get("asks").levels(),
        OptionalLong.empty());
  }

  /// Price and amount are written twice; the text is the exact one.
  private static FeedEvent trade(String symbol, JsonValue trade) {
    return new FeedEvent.Trade(
        symbol,
        trade.has("microtimestamp")
            ? TimeText.units(trade.text("microtimestamp"), MICRO)
            : TimeText.units(trade.text("timestamp"), SECOND),
        trade.text("id"),
        side(trade.has("type") ? trade.text("type") : trade.text("order_type")),
        trade.get(trade.has("price_str") ? "price_str" : "price").price(),
        trade.get(trade.has("amount_str") ? "amount_str" : "amount").quantity());
  }

  /// Side of the order that took the other.
  private static Side side(String type) {
    return switch (type) {
      case "0" -> Side.BUY;
      case "1" -> Side.SELL;
      default -> throw new FrameException("Type of a trade is unknown: type=%s.".formatted(type));
    };
  }

  private static String symbol(String channel, String prefix) {
    if (!channel.startsWith(prefix)) {
      throw new FrameException("Channel is unknown: channel=%s.".formatted(channel));
    }
    return channel.substring(prefix.length());
  }
}
