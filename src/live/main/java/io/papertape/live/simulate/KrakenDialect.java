package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.kraken.KrakenVenue;
import io.papertape.market.FixedPoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Kraken spot, version 2: trades, best prices, books that begin with a snapshot and have no
/// numbers but checksums, and bars of which nobody is told that they have ended. The venue says
/// when it is in maintenance, and that it is there every second.
final class KrakenDialect extends Dialect {
  private static final int CHECKED = 10;
  private static final int BARS_PER_ANSWER = 720;

  KrakenDialect() {
    super(
        new KrakenVenue(),
        Map.of(
            "trade", Stream.Kind.TRADES,
            "ticker", Stream.Kind.TOP_OF_BOOK,
            "book", Stream.Kind.BOOK),
        BarLength.of("ohlc", "1", "5", "15", "60"));
  }

  @Override
  String symbol(String name) {
    return name + "/USD";
  }

  @Override
  List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    JsonValue request = Texts.parsed(frame);
    if (request.text("method").equals("subscribe")) {
      JsonValue parameters = request.get("params");
      if (parameters.has("interval")) {
        requireBars(parameters.text("interval"));
      }
      for (JsonValue symbol : parameters.get("symbol").items()) {
        topics.add(new Topic(kind(parameters.text("channel")), symbol.text()));
      }
    }
    return topics;
  }

  @Override
  List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos) {
    JsonValue request = Texts.parsed(frame);
    if (request.text("method").equals("ping")) {
      return List.of(timed(JsonLine.object().text("method", "pong"), venueNanos));
    }
    JsonValue parameters = request.get("params");
    List<String> acknowledged = new ArrayList<>();
    for (Topic topic : asked(frame)) {
      if (subscribed.contains(topic)) {
        acknowledged.add(
            timed(
                JsonLine.object()
                    .text("method", "subscribe")
                    .json("req_id", request.text("req_id"))
                    .json("result", result(parameters, topic.symbol()))
                    .truth("success", true),
                venueNanos));
      }
    }
    return acknowledged;
  }

  @Override
  List<String> refusals(Topic topic) {
    String symbol = topic.symbol();
    return List.of(
        refusal("Currency pair not supported " + symbol).text("symbol", symbol).end(),
        refusal("Subscription depth not supported").end());
  }

  private static JsonLine refusal(String error) {
    return JsonLine.object()
        .text("error", error)
        .text("method", "subscribe")
        .truth("success", false);
  }

  @Override
  boolean refusesFrames() {
    return false;
  }

  private static String timed(JsonLine answer, long venueNanos) {
    String time = Texts.iso(venueNanos);
    return answer.text("time_in", time).text("time_out", time).end();
  }

  private String result(JsonValue parameters, String symbol) {
    String channel = parameters.text("channel");
    JsonLine result = JsonLine.object().text("channel", channel);
    switch (channel) {
      case "book" -> result.json("depth", parameters.text("depth"));
      case "ohlc" ->
          result
              .json("interval", barWord())
              .json("warnings", "[\"timestamp is deprecated, use interval_begin\"]");
      default -> {
        // no more
      }
    }
    return result.truth("snapshot", parameters.truth("snapshot")).text("symbol", symbol).end();
  }

  @Override
  Optional<String> state(boolean isInMaintenance) {
    return Optional.of(
        told(
            "status",
            "update",
            JsonLine.object()
                .text("version", "2.0.10")
                .text("system", isInMaintenance ? "maintenance" : "online")
                .text("api_version", "v2")
                .whole("connection_id", 6437862339878838704L)));
  }

  @Override
  List<String> heartbeats(Collection<Topic> subscribed, long venueNanos) {
    return List.of("{\"channel\":\"heartbeat\"}");
  }

  private static String told(String channel, String type, JsonLine item) {
    return JsonLine.object()
        .text("channel", channel)
        .text("type", type)
        .json("data", "[" + item.end() + "]")
        .end();
  }

  @Override
  String trade(Trade trade) {
    return told(
        "trade",
        "update",
        JsonLine.object()
            .text("symbol", trade.symbol())
            .text("side", Texts.side(trade.aggressor()))
            .number("price", trade.price())
            .number("qty", trade.quantity())
            .text("ord_type", "market")
            .json("trade_id", trade.id())
            .text("timestamp", Texts.iso(trade.venueNanos())));
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    return told("ticker", "update", ticker(quote));
  }

  private static JsonLine ticker(TopOfBook quote) {
    return JsonLine.object()
        .text("symbol", quote.symbol())
        .number("bid", quote.bid())
        .number("bid_qty", quote.bidSize())
        .number("ask", quote.ask())
        .number("ask_qty", quote.askSize())
        .number("last", quote.bid())
        .json("volume", "163.28908096")
        .json("change_pct", "0.24")
        .text("timestamp", Texts.iso(quote.venueNanos()));
  }

  /// No update is of after the end of its bar.
  @Override
  String bar(BarState bar) {
    long before = bar.closeNanos() - (bar.isFinal() ? 1 : 2) * MILLI;
    JsonLine item =
        JsonLine.object()
            .text("symbol", bar.symbol())
            .number("open", bar.open())
            .number("high", bar.high())
            .number("low", bar.low())
            .number("close", bar.close())
            .whole("trades", bar.trades())
            .number("volume", bar.volume().in(1))
            .text("interval_begin", Texts.iso(bar.openNanos()))
            .json("interval", barWord())
            .text("timestamp", Texts.iso(bar.closeNanos()));
    return JsonLine.object()
        .text("channel", "ohlc")
        .text("type", "update")
        .text("timestamp", Texts.iso(Math.min(bar.venueNanos(), before)))
        .json("data", "[" + item.end() + "]")
        .end();
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    return told("book", "update", item(step.symbol(), step.bids(), step.asks(), book, venueNanos));
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    String symbol = topic.symbol();
    return switch (topic.kind()) {
      case BOOK ->
          Optional.of(
              told("book", "snapshot", item(symbol, book.bids(), book.asks(), book, venueNanos)));
      case TOP_OF_BOOK ->
          book.sequence() == 0
              ? Optional.empty()
              : Optional.of(
                  told(
                      "ticker", "snapshot", ticker(book.top(symbol, venueNanos, book.sequence()))));
      case TRADES, BARS -> Optional.empty();
    };
  }

  private static JsonLine item(
      String symbol,
      List<MarketBook.Change> bids,
      List<MarketBook.Change> asks,
      MarketBook book,
      long venueNanos) {
    return JsonLine.object()
        .text("symbol", symbol)
        .json("bids", levels(bids))
        .json("asks", levels(asks))
        .whole("checksum", checksum(book))
        .text("timestamp", Texts.iso(venueNanos));
  }

  private static String levels(List<MarketBook.Change> changes) {
    JsonLine levels = JsonLine.array();
    for (MarketBook.Change change : changes) {
      levels.json(
          JsonLine.object()
              .json("price", change.price())
              .json("qty", change.quantity() + ".00000000")
              .end());
    }
    return levels.end();
  }

  /// As the venue describes it, apart from what the session computes: all digits of the best
  /// prices and quantities from the first that is not zero on, asks first.
  private static long checksum(MarketBook book) {
    StringBuilder text = new StringBuilder();
    for (List<MarketBook.Change> side : List.of(book.asks(), book.bids())) {
      for (MarketBook.Change change : side.subList(0, Math.min(CHECKED, side.size()))) {
        text.append(change.cents()).append(change.units()).append("00000000");
      }
    }
    return Texts.checksum(text.toString());
  }

  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    Map<String, String> parameters = Texts.parameters(address);
    if (!address.getPath().equals("/0/public/OHLC")) {
      throw new IllegalStateException("No such path: " + address);
    }
    requireBars(parameters.get("interval"));
    return bars(
        markets.apply(parameters.get("pair")),
        Long.parseLong(parameters.get("since")) * World.SECOND,
        venueNanos);
  }

  /// The newest that opened after a time, and always the one under way.
  private static String bars(Market market, long openAfterNanos, long venueNanos) {
    List<String> rows = Texts.bars(market, openAfterNanos + 1, Long.MAX_VALUE, KrakenDialect::row);
    long open = market.openNanos(venueNanos);
    rows.add(row(market.underWay(open, venueNanos)));
    return JsonLine.object()
        .json("error", "[]")
        .json(
            "result",
            JsonLine.object()
                .json("X" + market.symbol(), Texts.newest(rows, BARS_PER_ANSWER))
                .whole("last", (open - market.barNanos()) / World.SECOND)
                .end())
        .end();
  }

  private static String row(BarState bar) {
    String close = FixedPoint.format(bar.close());
    return JsonLine.array()
        .whole(bar.openNanos() / World.SECOND)
        .decimal(bar.open())
        .decimal(bar.high())
        .decimal(bar.low())
        .text(close)
        .text(close)
        .decimal(bar.volume().in(1))
        .whole(bar.trades())
        .end();
  }

  @Override
  Optional<String> refused(int status) {
    String error = status == 429 ? "EAPI:Rate limit exceeded" : "EService:Unavailable";
    return Optional.of("{\"error\":[\"" + error + "\"]}");
  }

  @Override
  String unheardOf(String symbol) {
    return told("aura", "update", JsonLine.object().text("symbol", symbol).json("w", "[]"));
  }
}
