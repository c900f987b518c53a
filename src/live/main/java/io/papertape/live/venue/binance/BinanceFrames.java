package io.papertape.live.venue.binance;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// What Binance's frames and REST answers mean, on spot and USD-M alike.
///
/// The venue's time is that of the matching engine (`T`) where the frame has it, else that of the
/// frame (`E`); the best prices of spot have neither.
final class BinanceFrames {
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Set<String> OF_NO_CONCERN =
      Set.of(
          "1dTicker",
          "1hTicker",
          "24hrMiniTicker",
          "24hrTicker",
          "4hTicker",
          "TRADE_LITE",
          "assetIndexUpdate",
          "avgPrice",
          "compositeIndex",
          "continuous_kline",
          "contractInfo",
          "forceOrder",
          "markPriceUpdate");

  private BinanceFrames() {}

  /// Reads a frame, with or without the envelope of combined streams.
  static void read(JsonValue frame, Consumer<FeedEvent> events) {
    JsonValue message = frame.has("stream") ? frame.get("data") : frame;
    if (message.has("e")) {
      events.accept(event(message));
    } else if (message.has("lastUpdateId")) {
      // Some levels of a book whose numbers are those of the whole: joining the two would corrupt.
      events.accept(new FeedEvent.Ignored("partial depth"));
    } else if (message.has("u") && message.has("B") && message.has("A")) {
      events.accept(top(message));
    } else {
      events.accept(answer(message));
    }
  }

  private static FeedEvent event(JsonValue message) {
    String type = message.text("e");
    return switch (type) {
      case "trade" -> trade(message, "t");
      case "aggTrade" -> trade(message, "a");
      case "bookTicker" -> top(message);
      case "depthUpdate" -> update(message);
      case "kline" -> bar(message);
      case "serverShutdown" -> new FeedEvent.VenueState(FeedEvent.VenueState.State.CLOSING, type);
      default -> {
        if (!OF_NO_CONCERN.contains(type)) {
          throw new FrameException("Event type is not known: e=%s.".formatted(type));
        }
        yield new FeedEvent.Ignored(type);
      }
    };
  }

  /// `m` says that the buyer's order was there before. Trades of USD-M that met no order of the
  /// book (insurance fund, auto-deleveraging) are no market prices.
  private static FeedEvent trade(JsonValue message, String id) {
    String kind = message.text("X", "MARKET");
    if (!kind.equals("MARKET")) {
      return new FeedEvent.Ignored("trade " + kind);
    }
    return new Trade(
        message.text("s"),
        message.millis("T"),
        message.text(id, ""),
        message.truth("m") ? Side.SELL : Side.BUY,
        message.price("p"),
        message.quantity("q"));
  }

  private static TopOfBook top(JsonValue message) {
    return new TopOfBook(
        message.text("s"),
        venueNanos(message),
        message.whole("u"),
        message.price("b"),
        message.quantity("B"),
        message.price("a"),
        message.quantity("A"));
  }

  private static BookUpdate update(JsonValue message) {
    return new BookUpdate(
        message.text("s"),
        venueNanos(message),
        message.whole("U"),
        message.whole("u"),
        message.has("pu") ? message.whole("pu") : -1,
        0,
        message.get("b").levels(),
        message.get("a").levels(),
        OptionalLong.empty());
  }

  private static BarState bar(JsonValue message) {
    JsonValue bar = message.get("k");
    return new BarState(
        message.text("s"),
        message.millis("E"),
        bar.millis("t"),
        bar.millis("T") + NANOS_PER_MILLI,
        bar.price("o"),
        bar.price("h"),
        bar.price("l"),
        bar.price("c"),
        bar.volume("v"),
        bar.whole("n"),
        bar.truth("x"));
  }

  private static long venueNanos(JsonValue message) {
    if (message.has("T")) {
      return message.millis("T");
    }
    return message.has("E") ? message.millis("E") : 0;
  }

  /// Answers to SUBSCRIBE and UNSUBSCRIBE do not say which of the two they answer, nor the streams.
  private static FeedEvent answer(JsonValue message) {
    String request = message.text("id", "");
    if (message.has("error")) {
      return refused(request, "", message.get("error"));
    }
    if (message.has("code") && message.has("msg")) {
      return refused(request, "", message);
    }
    if (message.names().contains("result")) {
      return new FeedEvent.Acknowledged(request, "", true);
    }
    throw new FrameException("Frame is not known: %s.".formatted(message));
  }

  private static FeedEvent.Refused refused(String request, String stream, JsonValue error) {
    return new FeedEvent.Refused(request, stream, error.text("code", ""), error.text("msg", ""));
  }

  /// Reads the REST answer of `depth`.
  static FeedEvent snapshot(String symbol, byte[] body) {
    try {
      JsonValue answer = JsonValue.parse(body);
      if (answer.has("code")) {
        return refused("", symbol, answer);
      }
      return new BookSnapshot(
          symbol,
          venueNanos(answer),
          answer.whole("lastUpdateId"),
          0,
          answer.get("bids").levels(),
          answer.get("asks").levels(),
          OptionalLong.empty());
    } catch (FrameException e) {
      return new FeedEvent.Unknown(e.getMessage());
    }
  }

  /// Reads the REST answer of `exchangeInfo`.
  static InstrumentSteps steps(String symbol, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    if (answer.has("code")) {
      throw new FrameException(
          "Instrument is refused: symbol=%s, code=%s, message=%s."
              .formatted(symbol, answer.text("code"), answer.text("msg", "")));
    }
    for (JsonValue one : answer.get("symbols").items()) {
      if (one.text("symbol").equals(symbol)) {
        long price = 0;
        long quantity = 0;
        long notional = 0;
        for (JsonValue filter : one.get("filters").items()) {
          switch (filter.text("filterType")) {
            case "PRICE_FILTER" -> price = filter.price("tickSize");
            case "LOT_SIZE" -> quantity = filter.price("stepSize");
            case "NOTIONAL", "MIN_NOTIONAL" ->
                notional = filter.price(filter.has("notional") ? "notional" : "minNotional");
            default -> {
              // other limits
            }
          }
        }
        return new InstrumentSteps(price, quantity, notional).quotedIn(one.text("quoteAsset", ""));
      }
    }
    throw new FrameException("Instrument is not there: symbol=%s.".formatted(symbol));
  }

  /// Reads the REST answer of `klines`.
  static List<BarState> bars(String symbol, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    if (answer.has("code")) {
      throw new FrameException(
          "Bars are refused: symbol=%s, code=%s, message=%s."
              .formatted(symbol, answer.text("code"), answer.text("msg", "")));
    }
    List<BarState> bars = new ArrayList<>(answer.size());
    for (JsonValue row : answer.items()) {
      long closeNanos = row.at(6).millis() + NANOS_PER_MILLI;
      bars.add(
          new BarState(
              symbol,
              0, // the close is no time of sending
              row.at(0).millis(),
              closeNanos,
              row.at(1).price(),
              row.at(2).price(),
              row.at(3).price(),
              row.at(4).price(),
              row.at(5).volume(),
              row.at(8).whole(),
              true));
    }
    return bars;
  }
}
