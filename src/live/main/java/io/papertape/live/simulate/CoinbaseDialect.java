package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.coinbase.CoinbaseAdvancedVenue;
import io.papertape.order.Side;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Coinbase Advanced Trade: trades with the maker's side, best prices, bars of five minutes of
/// which nobody is told that they have ended, and books without numbers. The frames of a
/// connection are numbered instead, heartbeats among them.
final class CoinbaseDialect extends Dialect {
  /// Stands in a frame for its number until it is sent.
  private static final String NUMBER = "#";

  CoinbaseDialect() {
    super(
        new CoinbaseAdvancedVenue(),
        Map.of(
            "level2", Stream.Kind.BOOK,
            "ticker", Stream.Kind.TOP_OF_BOOK,
            "market_trades", Stream.Kind.TRADES),
        List.of(new BarLength(5 * World.MINUTE, "FIVE_MINUTE", "candles")));
  }

  @Override
  String symbol(String name) {
    return name + "-USD";
  }

  @Override
  boolean tellsEmptyBars() {
    return false;
  }

  @Override
  boolean numbersFrames() {
    return true;
  }

  @Override
  String numbered(String frame, long number) {
    return frame.replace(NUMBER, Long.toString(number));
  }

  @Override
  List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    JsonValue request = Texts.parsed(frame);
    if (request.has("product_ids")) {
      for (JsonValue product : request.get("product_ids").items()) {
        topics.add(new Topic(kind(request.text("channel")), product.text()));
      }
    }
    return topics;
  }

  /// All that is subscribed now.
  @Override
  List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos) {
    JsonLine channels = JsonLine.object().json("heartbeats", "[\"heartbeats\"]");
    byChannel(subscribed).forEach(channels::texts);
    return List.of(
        told("subscriptions", venueNanos, JsonLine.object().json("subscriptions", channels.end())));
  }

  /// Its errors have no number.
  @Override
  List<String> refusals(Topic topic) {
    return List.of("{\"type\":\"error\",\"message\":\"authentication failure\"}");
  }

  private static String told(String channel, long venueNanos, JsonLine event) {
    return told(channel, Texts.iso(venueNanos), event);
  }

  private static String told(String channel, String time, JsonLine event) {
    return JsonLine.object()
        .text("channel", channel)
        .text("timestamp", time)
        .json("sequence_num", NUMBER)
        .json("events", "[" + event.end() + "]")
        .end();
  }

  private static JsonLine event(String type, String name, JsonLine item) {
    return JsonLine.object().text("type", type).json(name, "[" + item.end() + "]");
  }

  @Override
  List<String> heartbeats(Collection<Topic> subscribed, long venueNanos) {
    String time = Texts.iso(venueNanos);
    return List.of(
        told(
            "heartbeats",
            time,
            JsonLine.object()
                .text("current_time", time)
                .whole("heartbeat_counter", venueNanos / World.SECOND)));
  }

  @Override
  String trade(Trade trade) {
    return told(
        "market_trades",
        trade.venueNanos(),
        event(
            "update",
            "trades",
            JsonLine.object()
                .text("product_id", trade.symbol())
                .text("trade_id", trade.id())
                .decimal("price", trade.price())
                .decimal("size", trade.quantity())
                .text("time", Texts.iso(trade.venueNanos()))
                .text("side", trade.aggressor() == Side.BUY ? "SELL" : "BUY")));
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    return ticker("update", quote);
  }

  private static String ticker(String type, TopOfBook quote) {
    return told(
        "ticker",
        quote.venueNanos(),
        event(
            type,
            "tickers",
            JsonLine.object()
                .text("type", "ticker")
                .text("product_id", quote.symbol())
                .decimal("price", quote.bid())
                .text("volume_24_h", "15328.12345678")
                .decimal("best_bid", quote.bid())
                .decimal("best_bid_quantity", quote.bidSize())
                .decimal("best_ask", quote.ask())
                .decimal("best_ask_quantity", quote.askSize())));
  }

  /// The last update of a bar comes now before its end, now after it.
  @Override
  String bar(BarState bar) {
    boolean isAfter =
        bar.isFinal()
            && bar.venueNanos() >= bar.closeNanos()
            && bar.volume().in(1) / World.SECOND % 2 == 0;
    long before = Math.min(bar.venueNanos(), bar.closeNanos() - (bar.isFinal() ? 1 : 2) * MILLI);
    JsonLine candle = candle(bar).text("product_id", bar.symbol());
    return told("candles", isAfter ? bar.venueNanos() : before, event("update", "candles", candle));
  }

  private static JsonLine candle(BarState bar) {
    return JsonLine.object()
        .text("start", bar.openNanos() / World.SECOND)
        .decimal("high", bar.high())
        .decimal("low", bar.low())
        .decimal("open", bar.open())
        .decimal("close", bar.close())
        .decimal("volume", bar.volume().in(1));
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    return levels("update", step.symbol(), step.bids(), step.asks(), venueNanos);
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    String symbol = topic.symbol();
    return switch (topic.kind()) {
      case BOOK -> Optional.of(levels("snapshot", symbol, book.bids(), book.asks(), venueNanos));
      case TOP_OF_BOOK ->
          book.sequence() == 0
              ? Optional.empty()
              : Optional.of(ticker("snapshot", book.top(symbol, venueNanos, book.sequence())));
      case TRADES, BARS -> Optional.empty();
    };
  }

  private static String levels(
      String type,
      String symbol,
      List<MarketBook.Change> bids,
      List<MarketBook.Change> asks,
      long venueNanos) {
    JsonLine updates = JsonLine.array();
    String time = Texts.iso(venueNanos);
    bids.forEach(change -> updates.json(update("bid", change, time)));
    asks.forEach(change -> updates.json(update("offer", change, time)));
    return told(
        "l2_data",
        venueNanos,
        JsonLine.object()
            .text("type", type)
            .text("product_id", symbol)
            .json("updates", updates.end()));
  }

  private static String update(String side, MarketBook.Change change, String time) {
    return JsonLine.object()
        .text("side", side)
        .text("event_time", time)
        .text("price_level", change.price())
        .text("new_quantity", change.quantity())
        .end();
  }

  /// Bars in which nobody traded are left out.
  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    String[] path = address.getPath().split("/", -1);
    if (!address.getPath().endsWith("/candles")) {
      throw new IllegalStateException("No such path: " + address);
    }
    Map<String, String> parameters = Texts.parameters(address);
    requireBars(parameters.get("granularity"));
    Market market = markets.apply(path[path.length - 2]);
    List<String> rows =
        Texts.bars(
            market,
            Long.parseLong(parameters.get("start")) * World.SECOND,
            Long.parseLong(parameters.get("end")) * World.SECOND,
            bar -> bar.trades() == 0 ? "" : candle(bar).end());
    rows.removeIf(String::isEmpty);
    return JsonLine.object()
        .json("candles", Texts.newestFirst(rows, Integer.parseInt(parameters.get("limit"))))
        .end();
  }

  @Override
  String unheardOf(String symbol) {
    return told("aura", MILLI, JsonLine.object().text("product_id", symbol));
  }
}
