package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.order.Side;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Binance: trades, best prices, bars, and books whose snapshot is fetched. On USD-M the trades of
/// an order are one, numbers of books leave some out, and each update names the one before it.
final class BinanceDialect extends Dialect {
  private static final int BARS_PER_ANSWER = 1_000;

  /// So many numbers of USD-M's are used up by a step of its book.
  private static final long NUMBERS = 7;

  private final boolean isSpot;
  private final String path;

  BinanceDialect(BinanceMarket market) {
    super(
        new BinanceVenue(market),
        Map.of(
            market == BinanceMarket.SPOT ? "trade" : "aggTrade",
            Stream.Kind.TRADES,
            "bookTicker",
            Stream.Kind.TOP_OF_BOOK,
            "depth@100ms",
            Stream.Kind.BOOK),
        BarLength.of("kline_%s", "1m", "5m", "15m", "1h"));
    isSpot = market == BinanceMarket.SPOT;
    path = isSpot ? "/api/v3" : "/fapi/v1";
  }

  @Override
  boolean isOfCoins() {
    return !isSpot; // so that sessions meet markets that close
  }

  @Override
  long stepOf(long number) {
    return isSpot ? number : number / NUMBERS;
  }

  private long number(long step) {
    return isSpot ? step : step * NUMBERS;
  }

  @Override
  List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    for (JsonValue one : Texts.parsed(frame).get("params").items()) {
      String stream = one.text();
      int at = stream.indexOf('@');
      topics.add(
          new Topic(
              kind(stream.substring(at + 1)), stream.substring(0, at).toUpperCase(Locale.ROOT)));
    }
    return topics;
  }

  @Override
  List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos) {
    return List.of("{\"result\":null,\"id\":" + Texts.parsed(frame).text("id") + "}");
  }

  /// One that the venue does not know is taken, and nothing comes of it.
  @Override
  List<String> refusals(Topic topic) {
    return List.of(
        "{\"error\":{\"code\":4,\"msg\":\"Too many subscriptions\"},\"id\":1}",
        "{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column 2\"}");
  }

  private static String enveloped(String symbol, String stream, JsonLine body) {
    return JsonLine.object()
        .text("stream", symbol.toLowerCase(Locale.ROOT) + "@" + stream)
        .json("data", body.end())
        .end();
  }

  private static JsonLine event(String type, String symbol, long venueNanos) {
    return JsonLine.object().text("e", type).whole("E", venueNanos / MILLI).text("s", symbol);
  }

  @Override
  Optional<String> farewell() {
    return isSpot ? Optional.of("{\"e\":\"serverShutdown\",\"E\":1}") : Optional.empty();
  }

  @Override
  String trade(Trade trade) {
    String type = isSpot ? "trade" : "aggTrade";
    JsonLine body =
        event(type, trade.symbol(), trade.venueNanos())
            .json(isSpot ? "t" : "a", trade.id())
            .decimal("p", trade.price())
            .decimal("q", trade.quantity())
            .whole("T", trade.venueNanos() / MILLI)
            .truth("m", trade.aggressor() == Side.SELL);
    return enveloped(trade.symbol(), type, isSpot ? body.truth("M", true) : body);
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    JsonLine body = isSpot ? JsonLine.object() : JsonLine.object().text("e", "bookTicker");
    body.whole("u", number(quote.sequence()))
        .text("s", quote.symbol())
        .decimal("b", quote.bid())
        .decimal("B", quote.bidSize())
        .decimal("a", quote.ask())
        .decimal("A", quote.askSize());
    return enveloped(quote.symbol(), "bookTicker", isSpot ? body : timed(body, quote.venueNanos()));
  }

  private static JsonLine timed(JsonLine body, long venueNanos) {
    return body.whole("T", venueNanos / MILLI).whole("E", venueNanos / MILLI);
  }

  @Override
  String bar(BarState bar) {
    JsonLine inner =
        JsonLine.object()
            .whole("t", bar.openNanos() / MILLI)
            .whole("T", bar.closeNanos() / MILLI - 1)
            .text("s", bar.symbol())
            .text("i", barWord())
            .decimal("o", bar.open())
            .decimal("c", bar.close())
            .decimal("h", bar.high())
            .decimal("l", bar.low())
            .decimal("v", bar.volume().in(1))
            .whole("n", bar.trades())
            .truth("x", bar.isFinal());
    return enveloped(
        bar.symbol(),
        channel(Stream.Kind.BARS),
        event("kline", bar.symbol(), bar.venueNanos()).json("k", inner.end()));
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    long last = number(step.sequence());
    long before = number(step.sequence() - 1);
    JsonLine body = event("depthUpdate", step.symbol(), venueNanos);
    if (!isSpot) {
      body.whole("T", venueNanos / MILLI);
    }
    body.whole("U", before + 1).whole("u", last);
    if (!isSpot) {
      body.whole("pu", before);
    }
    return enveloped(
        step.symbol(),
        "depth@100ms",
        body.json("b", Texts.levels(step.bids())).json("a", Texts.levels(step.asks())));
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    return Optional.empty();
  }

  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    Map<String, String> parameters = Texts.parameters(address);
    String asked = address.getPath().substring(path.length());
    return switch (asked) {
      case "/time" -> JsonLine.object().whole("serverTime", venueNanos / MILLI).end();
      case "/depth" -> depth(markets.apply(parameters.get("symbol")).book(), venueNanos);
      case "/klines" -> {
        requireBars(parameters.get("interval"));
        yield Texts.newest(
            Texts.bars(
                markets.apply(parameters.get("symbol")),
                Long.parseLong(parameters.get("startTime")) * MILLI,
                Long.parseLong(parameters.get("endTime")) * MILLI,
                BinanceDialect::row),
            BARS_PER_ANSWER);
      }
      default -> throw new IllegalStateException("No such path: " + address);
    };
  }

  /// On USD-M the number is one between those of two updates.
  private String depth(MarketBook book, long venueNanos) {
    JsonLine answer = JsonLine.object();
    if (isSpot) {
      answer.whole("lastUpdateId", book.sequence());
    } else {
      timed(answer.whole("lastUpdateId", number(book.sequence()) + 3), venueNanos);
    }
    return answer
        .json("bids", Texts.levels(book.bids()))
        .json("asks", Texts.levels(book.asks()))
        .end();
  }

  private static String row(BarState bar) {
    return JsonLine.array()
        .whole(bar.openNanos() / MILLI)
        .decimal(bar.open())
        .decimal(bar.high())
        .decimal(bar.low())
        .decimal(bar.close())
        .decimal(bar.volume().in(1))
        .whole(bar.closeNanos() / MILLI - 1)
        .text("0")
        .whole(bar.trades())
        .text("0")
        .text("0")
        .text("0")
        .end();
  }

  @Override
  String unheardOf(String symbol) {
    return enveloped(symbol, "aura", event("aura", symbol, MILLI).json("w", "[]"));
  }
}
