package io.papertape.live.venue.okx;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.SideText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// What OKX's frames and REST answers mean. Quantities of derivatives are in contracts.
final class OkxFrames {
  private static final String CANDLE = "candle";
  private static final Set<String> OF_NO_CONCERN =
      Set.of(
          "books5",
          "estimated-price",
          "funding-rate",
          "index-tickers",
          "instruments",
          "liquidation-orders",
          "mark-price",
          "open-interest",
          "opt-summary",
          "price-limit",
          "status",
          "tickers");

  private OkxFrames() {}

  static void read(JsonValue frame, Consumer<FeedEvent> events) {
    if (frame.has("event")) {
      events.accept(answer(frame));
    } else if (frame.has("arg") && frame.has("data")) {
      JsonValue arg = frame.get("arg");
      String channel = arg.text("channel");
      for (JsonValue item : frame.get("data").items()) {
        events.accept(event(channel, arg, frame, item));
      }
    } else if (frame.has("table")) {
      throw new FrameException(
          "Frame of version 3, which is retired: table=%s.".formatted(frame.text("table")));
    } else {
      throw new FrameException("Frame is not known: %s.".formatted(frame));
    }
  }

  private static FeedEvent event(String channel, JsonValue arg, JsonValue frame, JsonValue item) {
    return switch (channel) {
      case "trades", "trades-all" -> trade(item);
      case "bbo-tbt" -> top(arg.text("instId"), item);
      case "books", "books-l2-tbt" -> book(arg.text("instId"), frame.text("action"), 400, item);
      case "books50-l2-tbt" -> book(arg.text("instId"), frame.text("action"), 50, item);
      default -> {
        if (OF_NO_CONCERN.contains(channel)) {
          yield new FeedEvent.Ignored(channel);
        }
        if (!channel.startsWith(CANDLE)) {
          throw new FrameException("Channel is not known: channel=%s.".formatted(channel));
        }
        OptionalLong barNanos = OkxVenue.BARS.length(channel.substring(CANDLE.length()));
        yield barNanos.isPresent()
            ? bar(arg.text("instId"), barNanos.getAsLong(), item)
            : new FeedEvent.Ignored(channel);
      }
    };
  }

  private static Trade trade(JsonValue trade) {
    return new Trade(
        trade.text("instId"),
        trade.millis("ts"),
        trade.text("tradeId"),
        SideText.parse(trade.text("side")),
        trade.price("px"),
        trade.quantity("sz"));
  }

  private static TopOfBook top(String symbol, JsonValue item) {
    JsonValue bids = item.get("bids");
    JsonValue asks = item.get("asks");
    return new TopOfBook(
        symbol,
        item.millis("ts"),
        sequence(item, "seqId", 0),
        bids.size() == 0 ? 0 : bids.at(0).at(0).price(),
        bids.size() == 0 ? 0 : bids.at(0).at(1).quantity(),
        asks.size() == 0 ? 0 : asks.at(0).at(0).price(),
        asks.size() == 0 ? 0 : asks.at(0).at(1).quantity());
  }

  private static FeedEvent book(String symbol, String action, int depth, JsonValue item) {
    long number = sequence(item, "seqId", 0);
    return switch (action) {
      case "snapshot" ->
          new BookSnapshot(
              symbol,
              item.millis("ts"),
              number,
              depth,
              item.get("bids").levels(),
              item.get("asks").levels(),
              checksum(item));
      case "update" ->
          new BookUpdate(
              symbol,
              item.millis("ts"),
              0,
              number,
              sequence(item, "prevSeqId", -1),
              depth,
              item.get("bids").levels(),
              item.get("asks").levels(),
              checksum(item));
      default -> throw new FrameException("Action is not known: action=%s.".formatted(action));
    };
  }

  private static long sequence(JsonValue item, String field, long otherwise) {
    return item.has(field) ? item.whole(field) : otherwise;
  }

  /// The venue has stopped to compute it and sends 0, which is none.
  private static OptionalLong checksum(JsonValue item) {
    long checksum = sequence(item, "checksum", 0);
    return checksum == 0 ? OptionalLong.empty() : OptionalLong.of(checksum);
  }

  /// A row is open time, open, high, low, close, volume, two more volumes, and 1 once finished.
  private static BarState bar(String symbol, long barNanos, JsonValue row) {
    long openNanos = row.at(0).millis();
    return new BarState(
        symbol,
        0,
        openNanos,
        openNanos + barNanos,
        row.at(1).price(),
        row.at(2).price(),
        row.at(3).price(),
        row.at(4).price(),
        row.at(5).volume(),
        -1,
        row.at(8).text().equals("1"));
  }

  private static FeedEvent answer(JsonValue frame) {
    String request = frame.text("id", "");
    String code = frame.text("code", "");
    String message = frame.text("msg", "");
    String event = frame.text("event");
    return switch (event) {
      case "subscribe" -> new FeedEvent.Acknowledged(request, asked(frame), true);
      case "unsubscribe" -> new FeedEvent.Acknowledged(request, asked(frame), false);
      case "error" -> new FeedEvent.Refused(request, asked(frame), code, message);
      case "notice" ->
          new FeedEvent.VenueState(FeedEvent.VenueState.State.CLOSING, code + " " + message);
      case "channel-conn-count", "login" -> new FeedEvent.Ignored(event);
      default -> throw new FrameException("Event is not known: event=%s.".formatted(event));
    };
  }

  private static String asked(JsonValue frame) {
    if (!frame.has("arg")) {
      return "";
    }
    JsonValue arg = frame.get("arg");
    return arg.text("channel", "") + ":" + arg.text("instId", arg.text("instType", ""));
  }

  /// Reads the REST answer of `history-candles`, which is newest first.
  static List<BarState> bars(String symbol, long barNanos, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    if (!answer.text("code").equals("0")) {
      throw new FrameException(
          "Bars are refused: symbol=%s, code=%s, message=%s."
              .formatted(symbol, answer.text("code"), answer.text("msg", "")));
    }
    List<BarState> bars = new ArrayList<>();
    for (JsonValue row : answer.get("data").items().reversed()) {
      bars.add(bar(symbol, barNanos, row));
    }
    return bars;
  }
}
