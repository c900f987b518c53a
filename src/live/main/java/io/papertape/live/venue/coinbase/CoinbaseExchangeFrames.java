package io.papertape.live.venue.coinbase;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.SideText;
import io.papertape.live.feed.TimeText;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Reads the frames of Coinbase Exchange.
///
/// Its books carry no sequence number: a lost frame shows in nothing but the connection.
/// `last_match`, sent once after a subscription, is a trade from before it and is ignored.
final class CoinbaseExchangeFrames implements JsonCodec.Reader {
  private final CoinbaseSubscriptions subscriptions = new CoinbaseSubscriptions();

  @Override
  public void read(JsonValue frame, Consumer<FeedEvent> events) {
    String type = frame.text("type");
    switch (type) {
      case "l2update" -> events.accept(update(frame));
      case "match" -> events.accept(trade(frame));
      case "ticker" -> events.accept(top(frame));
      case "snapshot" -> events.accept(snapshot(frame));
      case "heartbeat" -> events.accept(new FeedEvent.Heartbeat(time(frame), 0));
      case "subscriptions" -> subscriptions.replace(streams(frame), events);
      case "error" -> events.accept(refused(frame));
      case "last_match", "status", "received", "open", "done", "change", "activate" ->
          events.accept(new FeedEvent.Ignored(type));
      default -> throw new FrameException("Type is unknown: type=%s.".formatted(type));
    }
  }

  private static FeedEvent trade(JsonValue frame) {
    Side maker = SideText.parse(frame.text("side"));
    return new FeedEvent.Trade(
        frame.text("product_id"),
        TimeText.iso(frame.text("time")),
        frame.text("trade_id"),
        maker.opposite(),
        frame.price("price"),
        frame.quantity("size"));
  }

  /// Sizes were added to the ticker in 2022; 0: not told.
  private static FeedEvent top(JsonValue frame) {
    return new FeedEvent.TopOfBook(
        frame.text("product_id"),
        time(frame),
        frame.whole("sequence"),
        frame.price("best_bid"),
        frame.has("best_bid_size") ? frame.quantity("best_bid_size") : 0,
        frame.price("best_ask"),
        frame.has("best_ask_size") ? frame.quantity("best_ask_size") : 0);
  }

  private static FeedEvent snapshot(JsonValue frame) {
    return new FeedEvent.BookSnapshot(
        frame.text("product_id"),
        time(frame),
        0,
        0,
        frame.get("bids").levels(),
        frame.get("asks").levels(),
        OptionalLong.empty());
  }

  private static FeedEvent update(JsonValue frame) {
    List<Level> bids = new ArrayList<>();
    List<Level> asks = new ArrayList<>();
    for (JsonValue change : frame.get("changes").items()) {
      Side side = SideText.parse(change.at(0).text());
      (side == Side.BUY ? bids : asks).add(Level.of(change.at(1).text(), change.at(2).text()));
    }
    return new FeedEvent.BookUpdate(
        frame.text("product_id"), time(frame), 0, 0, -1, 0, bids, asks, OptionalLong.empty());
  }

  private static Set<String> streams(JsonValue frame) {
    Set<String> streams = new LinkedHashSet<>();
    for (JsonValue channel : frame.get("channels").items()) {
      String name = channel.text("name");
      for (JsonValue product : channel.get("product_ids").items()) {
        streams.add(CoinbaseSubscriptions.stream(name, product.text()));
      }
    }
    return streams;
  }

  private static FeedEvent refused(JsonValue frame) {
    String message = frame.text("message", "");
    String reason = frame.text("reason", "");
    return new FeedEvent.Refused("", "", "", reason.isEmpty() ? message : message + ": " + reason);
  }

  /// Snapshots, and tickers of a product without a trade, have no time.
  private static long time(JsonValue frame) {
    return frame.has("time") ? TimeText.iso(frame.text("time")) : 0;
  }
}
