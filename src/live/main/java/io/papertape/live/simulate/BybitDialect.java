package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.bybit.BybitVenue;
import io.papertape.order.Side;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Bybit spot, version 5: trades, best prices as whole snapshots that are sent again while they
/// stand, bars, and books that begin with a snapshot and are numbered one by one. When the venue
/// has begun anew it sends all again, and numbers it from 1.
final class BybitDialect extends Dialect {
  private static final String CONNECTION = "cejreaspqfm9se7usbrg-2xh";
  private static final int BARS_PER_ANSWER = 1_000;
  private static final long STANDS = 3 * World.SECOND;

  /// By symbol: how many steps there were before the one that has number 1.
  private final Map<String, Long> before = new TreeMap<>();

  /// By symbol: when the best prices were last sent.
  private final Map<String, Long> topNanos = new TreeMap<>();

  BybitDialect() {
    super(
        new BybitVenue(BybitVenue.Category.SPOT),
        Map.of(
            "publicTrade", Stream.Kind.TRADES,
            "orderbook.1", Stream.Kind.TOP_OF_BOOK,
            "orderbook.50", Stream.Kind.BOOK),
        BarLength.of("kline.%s", "1", "5", "15", "60"));
  }

  @Override
  String symbol(String name) {
    return name + "USDT";
  }

  private static boolean isPing(JsonValue request) {
    return request.text("op").equals("ping");
  }

  @Override
  List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    JsonValue request = Texts.parsed(frame);
    if (!isPing(request)) {
      for (JsonValue one : request.get("args").items()) {
        String topic = one.text();
        int at = topic.lastIndexOf('.');
        topics.add(new Topic(kind(topic.substring(0, at)), topic.substring(at + 1)));
      }
    }
    return topics;
  }

  @Override
  List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos) {
    JsonValue request = Texts.parsed(frame);
    return List.of(
        answer(
            true, isPing(request) ? "pong" : "", request.text("req_id", ""), request.text("op")));
  }

  private static String answer(boolean isDone, String message, String request, String operation) {
    return JsonLine.object()
        .truth("success", isDone)
        .text("ret_msg", message)
        .text("conn_id", CONNECTION)
        .text("req_id", request)
        .text("op", operation)
        .end();
  }

  @Override
  List<String> refusals(Topic topic) {
    String asked = channel(topic.kind()) + "." + topic.symbol();
    return List.of(
        answer(false, "args size \\u003e10", "1", "subscribe"),
        answer(false, "error:handler not found,topic:" + asked, "1", "subscribe"));
  }

  private static JsonLine told(String topic, String type, long venueNanos) {
    return JsonLine.object()
        .text("topic", topic)
        .text("type", type)
        .whole("ts", venueNanos / MILLI);
  }

  @Override
  String trade(Trade trade) {
    String item =
        JsonLine.object()
            .text("i", trade.id())
            .whole("T", trade.venueNanos() / MILLI)
            .decimal("p", trade.price())
            .decimal("v", trade.quantity())
            .text("S", trade.aggressor() == Side.BUY ? "Buy" : "Sell")
            .text("s", trade.symbol())
            .truth("BT", false)
            .end();
    return told("publicTrade." + trade.symbol(), "snapshot", trade.venueNanos())
        .json("data", "[" + item + "]")
        .end();
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    topNanos.put(quote.symbol(), quote.venueNanos());
    JsonLine prices =
        JsonLine.object()
            .text("s", quote.symbol())
            .json("b", level(quote.bid(), quote.bidSize()))
            .json("a", level(quote.ask(), quote.askSize()));
    return book(
        "orderbook.1.", quote.symbol(), "snapshot", prices, quote.sequence(), quote.venueNanos());
  }

  private static String level(long price, long size) {
    return "[" + JsonLine.array().decimal(price).decimal(size).end() + "]";
  }

  @Override
  boolean repeatsTops() {
    return true;
  }

  @Override
  Optional<String> repeated(String symbol, MarketBook book, long venueNanos) {
    long since = topNanos.getOrDefault(symbol, Long.MAX_VALUE);
    return venueNanos - STANDS < since
        ? Optional.empty()
        : Optional.of(top(book.top(symbol, venueNanos, book.sequence()), book));
  }

  private String book(
      String topic, String symbol, String type, JsonLine prices, long sequence, long venueNanos) {
    return told(topic + symbol, type, venueNanos)
        .json(
            "data",
            prices
                .whole("u", sequence - before.getOrDefault(symbol, 0L))
                .whole("seq", 4_281_281_856L + sequence)
                .end())
        .whole("cts", venueNanos / MILLI)
        .end();
  }

  private String book(
      String symbol,
      String type,
      List<MarketBook.Change> bids,
      List<MarketBook.Change> asks,
      long sequence,
      long venueNanos) {
    JsonLine prices =
        JsonLine.object()
            .text("s", symbol)
            .json("b", Texts.levels(bids))
            .json("a", Texts.levels(asks));
    return book("orderbook.50.", symbol, type, prices, sequence, venueNanos);
  }

  @Override
  String bar(BarState bar) {
    long nanos = bar.venueNanos();
    String item =
        JsonLine.object()
            .whole("start", bar.openNanos() / MILLI)
            .whole("end", bar.closeNanos() / MILLI - 1)
            .text("interval", barWord())
            .decimal("open", bar.open())
            .decimal("close", bar.close())
            .decimal("high", bar.high())
            .decimal("low", bar.low())
            .decimal("volume", bar.volume().in(1))
            .text("turnover", "0")
            .truth("confirm", bar.isFinal())
            .whole("timestamp", nanos / MILLI)
            .end();
    return told(channel(Stream.Kind.BARS) + "." + bar.symbol(), "snapshot", nanos)
        .json("data", "[" + item + "]")
        .end();
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    return book(step.symbol(), "delta", step.bids(), step.asks(), step.sequence(), venueNanos);
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    return switch (topic.kind()) {
      case BOOK -> Optional.of(whole(topic.symbol(), book, venueNanos));
      case TOP_OF_BOOK ->
          book.sequence() == 0
              ? Optional.empty()
              : Optional.of(top(book.top(topic.symbol(), venueNanos, book.sequence()), book));
      case TRADES, BARS -> Optional.empty();
    };
  }

  private String whole(String symbol, MarketBook book, long venueNanos) {
    return book(symbol, "snapshot", book.bids(), book.asks(), book.sequence(), venueNanos);
  }

  @Override
  boolean beginsAnew(String symbol, MarketBook book) {
    before.put(symbol, book.sequence() - 1);
    return true;
  }

  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    Map<String, String> parameters = Texts.parameters(address);
    if (!address.getPath().equals("/v5/market/kline")) {
      throw new IllegalStateException("No such path: " + address);
    }
    requireBars(parameters.get("interval"));
    String symbol = parameters.get("symbol");
    List<String> rows =
        Texts.bars(
            markets.apply(symbol),
            Long.parseLong(parameters.get("start")) * MILLI,
            Long.parseLong(parameters.get("end")) * MILLI,
            BybitDialect::row);
    String result =
        JsonLine.object()
            .text("category", parameters.get("category"))
            .text("symbol", symbol)
            .json("list", Texts.newestFirst(rows, BARS_PER_ANSWER))
            .end();
    return answered(0, "OK", result);
  }

  private static String answered(int code, String message, String result) {
    return JsonLine.object()
        .whole("retCode", code)
        .text("retMsg", message)
        .json("result", result)
        .json("retExtInfo", "{}")
        .end();
  }

  private static String row(BarState bar) {
    return JsonLine.array()
        .text(bar.openNanos() / MILLI)
        .decimal(bar.open())
        .decimal(bar.high())
        .decimal(bar.low())
        .decimal(bar.close())
        .decimal(bar.volume().in(1))
        .text("0")
        .end();
  }

  @Override
  Optional<String> refused(int status) {
    return Optional.of(
        status == 429
            ? answered(10006, "Too many visits. Exceeded the API Rate Limit.", "{}")
            : answered(10016, "Server error.", "{}"));
  }

  @Override
  String unheardOf(String symbol) {
    return told("aura." + symbol, "snapshot", MILLI).json("data", "{\"w\":[]}").end();
  }
}
