package io.papertape.live.venue.kraken;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.SideText;
import io.papertape.live.feed.TimeText;
import io.papertape.market.FixedPoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Reads the frames of Kraken's spot protocol, version 2.
///
/// A book's depth stands in the acknowledgement of its subscription and nowhere else, so it is
/// remembered; prices beyond it are dropped, as the venue drops them without a word, or its
/// checksum would differ. The trades of a snapshot are from before the subscription and are
/// ignored.
final class KrakenFrames implements JsonCodec.Reader {
  /// Depth of a book for which no other was asked.
  private static final int DEFAULT_DEPTH = 10;

  private static final long MINUTE = 60_000_000_000L;

  private final Map<String, Integer> depths = new HashMap<>();

  @Override
  public void read(JsonValue frame, Consumer<FeedEvent> events) {
    if (frame.has("method")) {
      answer(frame, events);
      return;
    }
    String channel = frame.text("channel");
    switch (channel) {
      case "book" -> books(frame, events);
      case "trade" -> trades(frame, events);
      case "ticker" -> tops(frame, events);
      case "ohlc" -> bars(frame, events);
      case "heartbeat" -> events.accept(new FeedEvent.Heartbeat(0, 0));
      case "status" -> states(frame, events);
      case "instrument", "level3" -> events.accept(new FeedEvent.Ignored(channel));
      default -> throw new FrameException("Channel is unknown: channel=%s.".formatted(channel));
    }
  }

  private void answer(JsonValue frame, Consumer<FeedEvent> events) {
    String method = frame.text("method");
    String request = frame.text("req_id", "");
    switch (method) {
      case "pong" ->
          events.accept(new FeedEvent.Heartbeat(TimeText.iso(frame.text("time_out")), 0));
      case "subscribe", "unsubscribe" -> {
        if (frame.truth("success")) {
          acknowledged(request, frame.get("result"), method.equals("subscribe"), events);
        } else {
          events.accept(refused(request, frame));
        }
      }
      default -> {
        if (!frame.has("error")) {
          throw new FrameException("Method is unknown: method=%s.".formatted(method));
        }
        events.accept(refused(request, frame));
      }
    }
  }

  private static FeedEvent refused(String request, JsonValue frame) {
    return new FeedEvent.Refused(request, frame.text("symbol", ""), "", frame.text("error"));
  }

  private void acknowledged(
      String request, JsonValue result, boolean isSubscribed, Consumer<FeedEvent> events) {
    String channel = result.text("channel");
    String symbol = result.text("symbol", "");
    if (channel.equals("book") && isSubscribed && result.has("depth")) {
      depths.put(symbol, (int) Math.min(Integer.MAX_VALUE, result.whole("depth")));
    }
    String stream = symbol.isEmpty() ? channel : channel + ":" + symbol;
    events.accept(new FeedEvent.Acknowledged(request, stream, isSubscribed));
    if (result.has("warnings")) {
      for (JsonValue warning : result.get("warnings").items()) {
        events.accept(new FeedEvent.Ignored("warning: " + warning.text()));
      }
    }
  }

  private void books(JsonValue frame, Consumer<FeedEvent> events) {
    boolean isSnapshot = isSnapshot(frame);
    for (JsonValue book : frame.get("data").items()) {
      String symbol = book.text("symbol");
      List<Level> bids = levels(book.get("bids"));
      List<Level> asks = levels(book.get("asks"));
      long time = time(book);
      int depth = depths.getOrDefault(symbol, DEFAULT_DEPTH);
      OptionalLong checksum =
          book.has("checksum") ? OptionalLong.of(book.whole("checksum")) : OptionalLong.empty();
      events.accept(
          isSnapshot
              ? new FeedEvent.BookSnapshot(symbol, time, 0, depth, bids, asks, checksum)
              : new FeedEvent.BookUpdate(symbol, time, 0, 0, -1, depth, bids, asks, checksum));
    }
  }

  private static List<Level> levels(JsonValue side) {
    List<Level> levels = new ArrayList<>(side.size());
    for (JsonValue level : side.items()) {
      long price = level.price("price");
      long quantity = level.quantity("qty");
      levels.add(
          new Level(
              price,
              quantity,
              plain(level.text("price"), price),
              plain(level.text("qty"), quantity)));
    }
    return levels;
  }

  /// The venue's text, for its checksum; written out if it has an exponent (`1e-08`), which the
  /// venue uses elsewhere and its checksum does not know.
  private static String plain(String text, long value) {
    return text.indexOf('e') < 0 && text.indexOf('E') < 0 ? text : FixedPoint.format(value);
  }

  private static void trades(JsonValue frame, Consumer<FeedEvent> events) {
    if (isSnapshot(frame)) {
      events.accept(new FeedEvent.Ignored("trades from before the subscription"));
      return;
    }
    for (JsonValue trade : frame.get("data").items()) {
      events.accept(
          new FeedEvent.Trade(
              trade.text("symbol"),
              TimeText.iso(trade.text("timestamp")),
              trade.text("trade_id"),
              SideText.parse(trade.text("side")),
              trade.price("price"),
              trade.quantity("qty")));
    }
  }

  private static void tops(JsonValue frame, Consumer<FeedEvent> events) {
    for (JsonValue ticker : frame.get("data").items()) {
      events.accept(
          new FeedEvent.TopOfBook(
              ticker.text("symbol"),
              time(ticker),
              0,
              ticker.price("bid"),
              ticker.quantity("bid_qty"),
              ticker.price("ask"),
              ticker.quantity("ask_qty")));
    }
  }

  /// A bar is final if the frame was sent at or after its close.
  private static void bars(JsonValue frame, Consumer<FeedEvent> events) {
    long time = time(frame);
    for (JsonValue bar : frame.get("data").items()) {
      long open = TimeText.iso(bar.text("interval_begin"));
      long close = open + KrakenBars.nanos(bar.whole("interval"), MINUTE);
      events.accept(
          new FeedEvent.BarState(
              bar.text("symbol"),
              time,
              open,
              close,
              bar.price("open"),
              bar.price("high"),
              bar.price("low"),
              bar.price("close"),
              bar.volume("volume"),
              bar.whole("trades"),
              close <= time));
    }
  }

  private static void states(JsonValue frame, Consumer<FeedEvent> events) {
    for (JsonValue status : frame.get("data").items()) {
      events.accept(KrakenStates.of(status.text("system"), status.text("version", "")));
    }
  }

  private static boolean isSnapshot(JsonValue frame) {
    String type = frame.text("type");
    return switch (type) {
      case "snapshot" -> true;
      case "update" -> false;
      default -> throw new FrameException("Type is unknown: type=%s.".formatted(type));
    };
  }

  private static long time(JsonValue object) {
    return object.has("timestamp") ? TimeText.iso(object.text("timestamp")) : 0;
  }
}
