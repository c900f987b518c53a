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

/// Binance spot: trades, best prices, bars, and books whose snapshot is fetched.
final class BinanceDialect extends Dialect {
  private static final int BARS_PER_ANSWER = 1_000;

  BinanceDialect() {
    super(
        new BinanceVenue(BinanceMarket.SPOT),
        Map.of(
            "trade", Stream.Kind.TRADES,
            "bookTicker", Stream.Kind.TOP_OF_BOOK,
            "depth@100ms", Stream.Kind.BOOK,
            "kline_1m", Stream.Kind.BARS));
  }

  @Override
  boolean isOfCoins() {
    return false; // so that sessions meet markets that close
  }

  @Override
  boolean numbersQuotes() {
    return true;
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
  String trade(Trade trade) {
    return enveloped(
        trade.symbol(),
        "trade",
        event("trade", trade.symbol(), trade.venueNanos())
            .json("t", trade.id())
            .decimal("p", trade.price())
            .decimal("q", trade.quantity())
            .whole("T", trade.venueNanos() / MILLI)
            .truth("m", trade.aggressor() == Side.SELL)
            .truth("M", true));
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    return enveloped(
        quote.symbol(),
        "bookTicker",
        JsonLine.object()
            .whole("u", quote.sequence())
            .text("s", quote.symbol())
            .decimal("b", quote.bid())
            .decimal("B", quote.bidSize())
            .decimal("a", quote.ask())
            .decimal("A", quote.askSize()));
  }

  @Override
  String bar(BarState bar) {
    JsonLine inner =
        JsonLine.object()
            .whole("t", bar.openNanos() / MILLI)
            .whole("T", bar.closeNanos() / MILLI - 1)
            .text("s", bar.symbol())
            .text("i", "1m")
            .decimal("o", bar.open())
            .decimal("c", bar.close())
            .decimal("h", bar.high())
            .decimal("l", bar.low())
            .decimal("v", bar.volume())
            .whole("n", bar.trades())
            .truth("x", bar.isFinal());
    return enveloped(
        bar.symbol(),
        "kline_1m",
        event("kline", bar.symbol(), bar.venueNanos()).json("k", inner.end()));
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    return enveloped(
        step.symbol(),
        "depth@100ms",
        event("depthUpdate", step.symbol(), venueNanos)
            .whole("U", step.sequence())
            .whole("u", step.sequence())
            .json("b", Texts.levels(step.bids()))
            .json("a", Texts.levels(step.asks())));
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    return Optional.empty();
  }

  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    Map<String, String> parameters = Texts.parameters(address);
    return switch (address.getPath()) {
      case "/api/v3/time" -> JsonLine.object().whole("serverTime", venueNanos / MILLI).end();
      case "/api/v3/depth" -> depth(markets.apply(parameters.get("symbol")).book());
      case "/api/v3/klines" ->
          Texts.newest(
              Texts.bars(
                  markets.apply(parameters.get("symbol")),
                  Long.parseLong(parameters.get("startTime")) * MILLI,
                  Long.parseLong(parameters.get("endTime")) * MILLI,
                  BinanceDialect::row),
              BARS_PER_ANSWER);
      default -> throw new IllegalStateException("No such path: " + address);
    };
  }

  private static String depth(MarketBook book) {
    return JsonLine.object()
        .whole("lastUpdateId", book.sequence())
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
        .decimal(bar.volume())
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
