package io.papertape.live.venue.bybit;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.SideText;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// What Bybit's frames and REST answers mean.
///
/// The venue's time of a book is that of the matching engine (`cts`) where the frame has it, else
/// that of the frame (`ts`).
final class BybitFrames {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final String TOP_DEPTH = "1";
  private static final Set<String> OF_NO_CONCERN =
      Set.of("adlAlert", "allLiquidation", "insurance", "liquidation", "priceLimit", "tickers");

  private BybitFrames() {}

  static void read(JsonValue frame, Consumer<FeedEvent> events) {
    if (frame.has("topic")) {
      readTopic(frame, events);
    } else if (frame.has("success")) {
      events.accept(answer(frame));
    } else if (frame.text("op", "").equals("pong")) {
      events.accept(new FeedEvent.Heartbeat(0, 0));
    } else {
      throw new FrameException("Frame is not known: %s.".formatted(frame));
    }
  }

  private static void readTopic(JsonValue frame, Consumer<FeedEvent> events) {
    String[] parts = frame.text("topic").split("\\.", 3);
    switch (parts[0]) {
      case "publicTrade" -> {
        for (JsonValue trade : frame.get("data").items()) {
          events.accept(trade(trade));
        }
      }
      case "orderbook" -> events.accept(book(frame, part(parts, 1)));
      case "kline" -> {
        for (JsonValue bar : frame.get("data").items()) {
          events.accept(bar(part(parts, 2), bar));
        }
      }
      default -> {
        if (!OF_NO_CONCERN.contains(parts[0])) {
          throw new FrameException("Topic is not known: topic=%s.".formatted(parts[0]));
        }
        events.accept(new FeedEvent.Ignored(parts[0]));
      }
    }
  }

  private static String part(String[] parts, int index) {
    if (index >= parts.length) {
      throw new FrameException("Topic is too short: topic=%s.".formatted(String.join(".", parts)));
    }
    return parts[index];
  }

  /// Block trades were agreed elsewhere; their prices are not the book's.
  private static FeedEvent trade(JsonValue trade) {
    if (trade.has("BT") && trade.truth("BT")) {
      return new FeedEvent.Ignored("block trade");
    }
    return new Trade(
        trade.text("s"),
        trade.millis("T"),
        trade.text("i"),
        SideText.parse(trade.text("S")),
        trade.price("p"),
        trade.quantity("v"));
  }

  /// A snapshot replaces the book; so does number 1, which the venue sends after a restart.
  private static FeedEvent book(JsonValue frame, String depth) {
    JsonValue book = frame.get("data");
    String symbol = book.text("s");
    long nanos = frame.has("cts") ? frame.millis("cts") : frame.millis("ts");
    long number = book.whole("u");
    boolean isSnapshot = frame.text("type").equals("snapshot") || number == 1;
    List<Level> bids = book.get("b").levels();
    List<Level> asks = book.get("a").levels();
    if (depth.equals(TOP_DEPTH)) {
      return top(symbol, nanos, number, isSnapshot, bids, asks);
    }
    int most = depth(depth);
    return isSnapshot
        ? new BookSnapshot(symbol, nanos, number, most, bids, asks, OptionalLong.empty())
        : new BookUpdate(symbol, nanos, number, number, -1, most, bids, asks, OptionalLong.empty());
  }

  private static int depth(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new FrameException("Depth of a book is not known: depth=%s.".formatted(text));
    }
  }

  /// Depth 1 comes as snapshots alone today; what changed alone says nothing without a state.
  private static TopOfBook top(
      String symbol,
      long nanos,
      long number,
      boolean isSnapshot,
      List<Level> bids,
      List<Level> asks) {
    if (!isSnapshot) {
      throw new FrameException(
          "Depth 1 must come as snapshots: symbol=%s, type=delta.".formatted(symbol));
    }
    return new TopOfBook(
        symbol,
        nanos,
        number,
        bids.isEmpty() ? 0 : bids.getFirst().price(),
        bids.isEmpty() ? 0 : bids.getFirst().quantity(),
        asks.isEmpty() ? 0 : asks.getFirst().price(),
        asks.isEmpty() ? 0 : asks.getFirst().quantity());
  }

  private static BarState bar(String symbol, JsonValue bar) {
    return new BarState(
        symbol,
        bar.millis("timestamp"),
        bar.millis("start"),
        bar.millis("end") + NANOS_PER_MILLI,
        bar.price("open"),
        bar.price("high"),
        bar.price("low"),
        bar.price("close"),
        bar.volume("volume"),
        -1,
        bar.truth("confirm"));
  }

  /// Answers repeat our id (`req_id`), not the topics.
  private static FeedEvent answer(JsonValue frame) {
    String request = frame.text("req_id", "");
    JsonValue asked = frame.has("request") ? frame.get("request") : frame;
    String operation = asked.text("op", "");
    String message = frame.text("ret_msg", frame.text("retMsg", ""));
    if (!frame.truth("success")) {
      return new FeedEvent.Refused(request, operation, frame.text("retCode", ""), message);
    }
    return switch (operation) {
      case "subscribe" -> new FeedEvent.Acknowledged(request, topics(asked), true);
      case "unsubscribe" -> new FeedEvent.Acknowledged(request, topics(asked), false);
      case "ping" -> new FeedEvent.Heartbeat(0, 0);
      case "auth" -> new FeedEvent.Ignored("auth");
      default -> throw new FrameException("Answer is not known: op=%s.".formatted(operation));
    };
  }

  private static String topics(JsonValue asked) {
    return asked.has("args")
        ? String.join(",", asked.get("args").items().stream().map(JsonValue::text).toList())
        : "";
  }

  /// Reads the REST answer of `kline`, which is newest first.
  static List<BarState> bars(String symbol, long barNanos, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    if (answer.whole("retCode") != 0) {
      throw new FrameException(
          "Bars are refused: symbol=%s, code=%s, message=%s."
              .formatted(symbol, answer.text("retCode"), answer.text("retMsg", "")));
    }
    List<BarState> bars = new ArrayList<>();
    for (JsonValue row : answer.get("result").get("list").items().reversed()) {
      long openNanos = row.at(0).millis();
      bars.add(
          new BarState(
              symbol,
              0, // the close is no time of sending
              openNanos,
              openNanos + barNanos,
              row.at(1).price(),
              row.at(2).price(),
              row.at(3).price(),
              row.at(4).price(),
              row.at(5).volume(),
              -1,
              true));
    }
    return bars;
  }
}
