package io.papertape.live.venue.coinbase;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.SideText;
import io.papertape.live.feed.TimeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the frames of Coinbase Advanced Trade.
///
/// `sequence_num` counts the frames of the connection over all channels, from 0; it is told as
/// the sequence, from 1, of a [FeedEvent.Heartbeat] before the other events of each frame. A gap
/// in it means that any book of the connection may be wrong. Books have no number of their own.
/// The trades of a snapshot are from before the subscription and are ignored.
final class CoinbaseAdvancedFrames implements JsonCodec.Reader {
  private static final long SECOND = 1_000_000_000L;

  /// Length of all bars of the channel `candles`.
  static final long BAR_NANOS = 300 * SECOND;

  private final CoinbaseSubscriptions subscriptions = new CoinbaseSubscriptions();

  @Override
  public void read(JsonValue frame, Consumer<FeedEvent> events) {
    if (frame.has("type") && frame.text("type").equals("error")) {
      events.accept(new FeedEvent.Refused("", "", "", frame.text("message", "")));
      return;
    }
    String channel = frame.text("channel");
    long time = TimeText.iso(frame.text("timestamp"));
    events.accept(new FeedEvent.Heartbeat(time, frame.whole("sequence_num") + 1));
    for (JsonValue event : frame.get("events").items()) {
      switch (channel) {
        case "l2_data" -> events.accept(book(event, time));
        case "market_trades" -> trades(event, events);
        case "ticker", "ticker_batch" -> tops(event, time, events);
        case "candles" -> bars(event, time, events);
        case "subscriptions" -> subscriptions.replace(streams(event), events);
        case "heartbeats" -> {}
        case "status", "user", "futures_balance_summary" ->
            events.accept(new FeedEvent.Ignored(channel));
        default -> throw new FrameException("Channel is unknown: channel=%s.".formatted(channel));
      }
    }
  }

  private static FeedEvent book(JsonValue event, long frameNanos) {
    List<Level> bids = new ArrayList<>();
    List<Level> asks = new ArrayList<>();
    boolean isSnapshot = isSnapshot(event);
    long time = isSnapshot ? frameNanos : 0;
    for (JsonValue change : event.get("updates").items()) {
      Level level = Level.of(change.text("price_level"), change.text("new_quantity"));
      side(change.text("side"), bids, asks).add(level);
      if (!isSnapshot) {
        time = Math.max(time, TimeText.iso(change.text("event_time")));
      }
    }
    String product = event.text("product_id");
    if (!isSnapshot) {
      return new FeedEvent.BookUpdate(product, time, 0, 0, -1, 0, bids, asks, OptionalLong.empty());
    }
    bids.sort(Comparator.comparingLong(Level::price).reversed());
    asks.sort(Comparator.comparingLong(Level::price));
    return new FeedEvent.BookSnapshot(product, time, 0, 0, bids, asks, OptionalLong.empty());
  }

  private static List<Level> side(String side, List<Level> bids, List<Level> asks) {
    return switch (side) {
      case "bid" -> bids;
      case "offer" -> asks;
      default -> throw new FrameException("Side of the book is unknown: side=%s.".formatted(side));
    };
  }

  /// In the order of their numbers, in which they happened, whatever the order of the frame.
  private static void trades(JsonValue event, Consumer<FeedEvent> events) {
    if (isSnapshot(event)) {
      events.accept(new FeedEvent.Ignored("trades from before the subscription"));
      return;
    }
    List<JsonValue> trades = new ArrayList<>(event.get("trades").items());
    trades.sort(Comparator.comparingLong(trade -> trade.whole("trade_id")));
    for (JsonValue trade : trades) {
      events.accept(
          new FeedEvent.Trade(
              trade.text("product_id"),
              TimeText.iso(trade.text("time")),
              trade.text("trade_id"),
              SideText.parse(trade.text("side")).opposite(),
              trade.price("price"),
              trade.quantity("size")));
    }
  }

  private static void tops(JsonValue event, long time, Consumer<FeedEvent> events) {
    for (JsonValue ticker : event.get("tickers").items()) {
      events.accept(
          ticker.has("best_bid") && ticker.has("best_ask")
              ? top(ticker, time)
              : new FeedEvent.Ignored("ticker without bid and ask"));
    }
  }

  private static FeedEvent top(JsonValue ticker, long time) {
    return new FeedEvent.TopOfBook(
        ticker.text("product_id"),
        time,
        0,
        ticker.price("best_bid"),
        ticker.has("best_bid_quantity") ? ticker.quantity("best_bid_quantity") : 0,
        ticker.price("best_ask"),
        ticker.has("best_ask_quantity") ? ticker.quantity("best_ask_quantity") : 0);
  }

  /// A bar is final if the frame was sent at or after its close.
  private static void bars(JsonValue event, long time, Consumer<FeedEvent> events) {
    for (JsonValue bar : event.get("candles").items()) {
      long open = TimeText.units(bar.text("start"), SECOND);
      events.accept(CoinbaseBars.bar(bar, bar.text("product_id"), time, open, BAR_NANOS));
    }
  }

  private static Set<String> streams(JsonValue event) {
    Set<String> streams = new LinkedHashSet<>();
    JsonValue channels = event.get("subscriptions");
    for (String channel : channels.names()) {
      for (JsonValue product : channels.get(channel).items()) {
        streams.add(CoinbaseSubscriptions.stream(channel, product.text()));
      }
    }
    return streams;
  }

  private static boolean isSnapshot(JsonValue event) {
    String type = event.text("type");
    return switch (type) {
      case "snapshot" -> true;
      case "update" -> false;
      default -> throw new FrameException("Type of event is unknown: type=%s.".formatted(type));
    };
  }
}
