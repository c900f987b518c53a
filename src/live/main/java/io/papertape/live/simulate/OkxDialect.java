package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.okx.OkxVenue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// OKX: trades, best prices, bars on a socket of their own, and books that begin with a snapshot
/// and carry checksums.
final class OkxDialect extends Dialect {
  private static final int CHECKED = 25;
  private static final int BARS_PER_ANSWER = 100;

  OkxDialect() {
    super(
        new OkxVenue(),
        Map.of(
            "trades", Stream.Kind.TRADES,
            "bbo-tbt", Stream.Kind.TOP_OF_BOOK,
            "books", Stream.Kind.BOOK),
        BarLength.of("candle%s", "1m", "5m", "15m", "1H"));
  }

  @Override
  boolean isOfCoins() {
    return false; // so that sessions meet markets that close
  }

  @Override
  long stepOf(long number) {
    return number;
  }

  @Override
  List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    if (!frame.equals("ping")) {
      for (JsonValue one : Texts.parsed(frame).get("args").items()) {
        topics.add(new Topic(kind(one.text("channel")), one.text("instId")));
      }
    }
    return topics;
  }

  @Override
  List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos) {
    if (frame.equals("ping")) {
      return List.of("pong");
    }
    List<String> acknowledged = new ArrayList<>();
    for (Topic topic : asked(frame)) {
      if (subscribed.contains(topic)) {
        acknowledged.add(
            JsonLine.object()
                .text("event", "subscribe")
                .json("arg", arg(channel(topic.kind()), topic.symbol()))
                .text("connId", "a4d3ae55")
                .end());
      }
    }
    return acknowledged;
  }

  @Override
  List<String> refusals(Topic topic) {
    return List.of(
        refusal(
            "60018",
            ("Subscribe failed, wrong URL or channel:%s,instId:%s doesn't exist. Please use the"
                    + " correct URL, channel and parameters referring to API document.")
                .formatted(channel(topic.kind()), topic.symbol())),
        refusal("60012", "Invalid request"));
  }

  private static String refusal(String code, String message) {
    return JsonLine.object()
        .text("event", "error")
        .text("msg", message)
        .text("code", code)
        .text("connId", "25ebf8bb")
        .end();
  }

  @Override
  boolean refusesFrames() {
    return false;
  }

  @Override
  Optional<String> farewell() {
    return Optional.of(
        JsonLine.object()
            .text("event", "notice")
            .text("code", "64008")
            .text(
                "msg",
                "The connection will soon be closed for a service upgrade. Please reconnect.")
            .text("connId", "a4d3ae55")
            .end());
  }

  private static String arg(String channel, String symbol) {
    return JsonLine.object().text("channel", channel).text("instId", symbol).end();
  }

  private static String told(String channel, String symbol, String item) {
    return JsonLine.object().json("arg", arg(channel, symbol)).json("data", "[" + item + "]").end();
  }

  @Override
  String trade(Trade trade) {
    return told(
        "trades",
        trade.symbol(),
        JsonLine.object()
            .text("instId", trade.symbol())
            .text("tradeId", trade.id())
            .decimal("px", trade.price())
            .decimal("sz", trade.quantity())
            .text("side", Texts.side(trade.aggressor()))
            .text("ts", trade.venueNanos() / MILLI)
            .text("count", "1")
            .end());
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    return told(
        "bbo-tbt",
        quote.symbol(),
        JsonLine.object()
            .json("asks", level(quote.ask(), quote.askSize()))
            .json("bids", level(quote.bid(), quote.bidSize()))
            .text("ts", quote.venueNanos() / MILLI)
            .whole("seqId", quote.sequence())
            .end());
  }

  private static String level(long price, long size) {
    return "[" + JsonLine.array().decimal(price).decimal(size).text("0").text("1").end() + "]";
  }

  @Override
  String bar(BarState bar) {
    return told(channel(Stream.Kind.BARS), bar.symbol(), row(bar));
  }

  private static String row(BarState bar) {
    return JsonLine.array()
        .text(bar.openNanos() / MILLI)
        .decimal(bar.open())
        .decimal(bar.high())
        .decimal(bar.low())
        .decimal(bar.close())
        .decimal(bar.volume().in(1))
        .decimal(bar.volume().in(1))
        .text("0")
        .text(bar.isFinal() ? "1" : "0")
        .end();
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    long before = step.sequence() - 1;
    return book(
        "update",
        step.symbol(),
        item(step.bids(), step.asks(), book, venueNanos, before == 0 ? -1 : before));
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    return topic.kind() == Stream.Kind.BOOK
        ? Optional.of(
            book("snapshot", topic.symbol(), item(book.bids(), book.asks(), book, venueNanos, -1)))
        : Optional.empty();
  }

  private static String book(String action, String symbol, String item) {
    return JsonLine.object()
        .json("arg", arg("books", symbol))
        .text("action", action)
        .json("data", "[" + item + "]")
        .end();
  }

  private static String item(
      List<MarketBook.Change> bids,
      List<MarketBook.Change> asks,
      MarketBook book,
      long venueNanos,
      long before) {
    return JsonLine.object()
        .json("asks", Texts.levels(asks, ",\"0\",\"1\""))
        .json("bids", Texts.levels(bids, ",\"0\",\"1\""))
        .text("ts", venueNanos / MILLI)
        .whole("checksum", checksum(book))
        .whole("seqId", book.sequence())
        .whole("prevSeqId", before)
        .end();
  }

  /// As the venue describes it, apart from what the session computes.
  private static int checksum(MarketBook book) {
    List<MarketBook.Change> bids = book.bids();
    List<MarketBook.Change> asks = book.asks();
    List<String> parts = new ArrayList<>();
    for (int rank = 0; rank < CHECKED; rank++) {
      if (rank < bids.size()) {
        parts.add(bids.get(rank).price() + ":" + bids.get(rank).quantity());
      }
      if (rank < asks.size()) {
        parts.add(asks.get(rank).price() + ":" + asks.get(rank).quantity());
      }
    }
    return (int) Texts.checksum(String.join(":", parts));
  }

  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    Map<String, String> parameters = Texts.parameters(address);
    return switch (address.getPath()) {
      case "/api/v5/public/time" ->
          answered("[" + JsonLine.object().text("ts", venueNanos / MILLI).end() + "]");
      case "/api/v5/market/history-candles" -> {
        requireBars(parameters.get("bar"));
        yield answered(
            Texts.newestFirst(
                Texts.bars(
                    markets.apply(parameters.get("instId")),
                    Long.parseLong(parameters.get("before")) * MILLI + 1,
                    Long.parseLong(parameters.get("after")) * MILLI - 1,
                    OkxDialect::row),
                BARS_PER_ANSWER));
      }
      default -> throw new IllegalStateException("No such path: " + address);
    };
  }

  private static String answered(String rows) {
    return JsonLine.object().text("code", "0").text("msg", "").json("data", rows).end();
  }

  @Override
  String unheardOf(String symbol) {
    return told("aura", symbol, "{\"w\":[]}");
  }
}
