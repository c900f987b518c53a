package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.okx.OkxVenue;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// OKX: trades, best prices, bars on a socket of their own, and books that begin with a snapshot
/// and carry checksums.
final class OkxDialect implements Dialect {
  private static final int CHECKED = 25;
  private static final int BARS_PER_ANSWER = 100;

  private final Venue venue = new OkxVenue();

  @Override
  public Venue venue() {
    return venue;
  }

  @Override
  public List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    if (frame.equals("ping")) {
      return topics;
    }
    for (JsonValue one : Dialect.parsed(frame).get("args").items()) {
      Stream.Kind kind =
          switch (one.text("channel")) {
            case "trades" -> Stream.Kind.TRADES;
            case "bbo-tbt" -> Stream.Kind.TOP_OF_BOOK;
            case "books" -> Stream.Kind.BOOK;
            case "candle1m" -> Stream.Kind.BARS;
            default -> throw new IllegalStateException("No such channel: " + frame);
          };
      topics.add(new Topic(kind, one.text("instId")));
    }
    return topics;
  }

  @Override
  public List<String> answers(String frame, long venueNanos) {
    if (frame.equals("ping")) {
      return List.of("pong");
    }
    List<String> acknowledged = new ArrayList<>();
    for (JsonValue one : Dialect.parsed(frame).get("args").items()) {
      acknowledged.add(
          "{\"event\":\"subscribe\",\"arg\":{\"channel\":\""
              + one.text("channel")
              + "\",\"instId\":\""
              + one.text("instId")
              + "\"},\"connId\":\"a4d3ae55\"}");
    }
    return acknowledged;
  }

  private static String told(String channel, String symbol, String more, String item) {
    return "{\"arg\":{\"channel\":\""
        + channel
        + "\",\"instId\":\""
        + symbol
        + "\"},"
        + more
        + "\"data\":["
        + item
        + "]}";
  }

  @Override
  public String trade(Trade trade) {
    String item =
        "{\"instId\":\""
            + trade.symbol()
            + "\",\"tradeId\":\""
            + trade.id()
            + "\",\"px\":\""
            + FixedPoint.format(trade.price())
            + "\",\"sz\":\""
            + FixedPoint.format(trade.quantity())
            + "\",\"side\":\""
            + (trade.aggressor() == Side.BUY ? "buy" : "sell")
            + "\",\"ts\":\""
            + trade.venueNanos() / MILLI
            + "\",\"count\":\"1\"}";
    return told("trades", trade.symbol(), "", item);
  }

  @Override
  public String top(TopOfBook quote) {
    String item =
        "{\"asks\":[[\""
            + FixedPoint.format(quote.ask())
            + "\",\""
            + FixedPoint.format(quote.askSize())
            + "\",\"0\",\"1\"]],\"bids\":[[\""
            + FixedPoint.format(quote.bid())
            + "\",\""
            + FixedPoint.format(quote.bidSize())
            + "\",\"0\",\"1\"]],\"ts\":\""
            + quote.venueNanos() / MILLI
            + "\",\"seqId\":"
            + quote.sequence()
            + "}";
    return told("bbo-tbt", quote.symbol(), "", item);
  }

  @Override
  public String bar(BarState bar) {
    return told("candle1m", bar.symbol(), "", row(bar));
  }

  private static String row(BarState bar) {
    String volume = FixedPoint.format(bar.volume());
    return "[\""
        + bar.openNanos() / MILLI
        + "\",\""
        + FixedPoint.format(bar.open())
        + "\",\""
        + FixedPoint.format(bar.high())
        + "\",\""
        + FixedPoint.format(bar.low())
        + "\",\""
        + FixedPoint.format(bar.close())
        + "\",\""
        + volume
        + "\",\""
        + volume
        + "\",\"0\",\""
        + (bar.isFinal() ? 1 : 0)
        + "\"]";
  }

  @Override
  public String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    long before = step.sequence() - 1;
    String item = item(step.bids(), step.asks(), book, venueNanos, before == 0 ? -1 : before);
    return told("books", step.symbol(), "\"action\":\"update\",", item);
  }

  @Override
  public Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    if (topic.kind() != Stream.Kind.BOOK) {
      return Optional.empty();
    }
    String item = item(book.bids(), book.asks(), book, venueNanos, -1);
    return Optional.of(told("books", topic.symbol(), "\"action\":\"snapshot\",", item));
  }

  private static String item(
      List<MarketBook.Change> bids,
      List<MarketBook.Change> asks,
      MarketBook book,
      long venueNanos,
      long before) {
    return "{\"asks\":"
        + Dialect.levels(asks, ",\"0\",\"1\"")
        + ",\"bids\":"
        + Dialect.levels(bids, ",\"0\",\"1\"")
        + ",\"ts\":\""
        + venueNanos / MILLI
        + "\",\"checksum\":"
        + checksum(book)
        + ",\"seqId\":"
        + book.sequence()
        + ",\"prevSeqId\":"
        + before
        + "}";
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
    return (int) Dialect.checksum(String.join(":", parts));
  }

  @Override
  public String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    Map<String, String> parameters = Dialect.parameters(address);
    return switch (address.getPath()) {
      case "/api/v5/public/time" ->
          "{\"code\":\"0\",\"msg\":\"\",\"data\":[{\"ts\":\"" + venueNanos / MILLI + "\"}]}";
      case "/api/v5/market/history-candles" ->
          bars(
              markets.apply(parameters.get("instId")),
              Long.parseLong(parameters.get("before")) * MILLI,
              Long.parseLong(parameters.get("after")) * MILLI);
      default -> throw new IllegalStateException("No such path: " + address);
    };
  }

  private static String bars(Market market, long openAfterNanos, long openBeforeNanos) {
    List<String> rows = new ArrayList<>();
    for (BarState bar : market.barsAfter(openAfterNanos)) {
      if (bar.openNanos() > openAfterNanos && bar.openNanos() < openBeforeNanos) {
        rows.add(row(bar));
      }
    }
    List<String> newest = rows.subList(Math.max(0, rows.size() - BARS_PER_ANSWER), rows.size());
    return "{\"code\":\"0\",\"msg\":\"\",\"data\":[" + String.join(",", newest.reversed()) + "]}";
  }

  @Override
  public String unheardOf(String symbol) {
    return told("aura", symbol, "", "{\"w\":[]}");
  }
}
