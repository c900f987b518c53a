package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.kraken.KrakenVenue;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Kraken spot, version 2: trades, best prices, books that begin with a snapshot and have no
/// numbers but checksums, and bars of which nobody is told that they have ended. The venue says
/// when it is in maintenance, and that it is there every second.
final class KrakenDialect implements Dialect {
  private static final int CHECKED = 10;
  private static final int BARS_PER_ANSWER = 720;

  private final Venue venue = new KrakenVenue();

  @Override
  public Venue venue() {
    return venue;
  }

  @Override
  public List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    JsonValue request = Dialect.parsed(frame);
    if (!request.text("method").equals("subscribe")) {
      return topics;
    }
    String channel = request.get("params").text("channel");
    Stream.Kind kind =
        switch (channel) {
          case "trade" -> Stream.Kind.TRADES;
          case "ticker" -> Stream.Kind.TOP_OF_BOOK;
          case "book" -> Stream.Kind.BOOK;
          case "ohlc" -> Stream.Kind.BARS;
          default -> throw new IllegalStateException("No such channel: " + frame);
        };
    for (JsonValue symbol : request.get("params").get("symbol").items()) {
      topics.add(new Topic(kind, symbol.text()));
    }
    return topics;
  }

  @Override
  public List<String> answers(String frame, long venueNanos) {
    JsonValue request = Dialect.parsed(frame);
    String times = ",\"time_in\":" + time(venueNanos) + ",\"time_out\":" + time(venueNanos) + "}";
    if (request.text("method").equals("ping")) {
      return List.of("{\"method\":\"pong\"" + times);
    }
    JsonValue parameters = request.get("params");
    String channel = parameters.text("channel");
    String more =
        switch (channel) {
          case "book" -> "\"depth\":" + parameters.text("depth") + ",";
          case "ohlc" ->
              "\"interval\":1,\"warnings\":[\"timestamp is deprecated, use interval_begin\"],";
          default -> "";
        };
    List<String> acknowledged = new ArrayList<>();
    for (JsonValue symbol : parameters.get("symbol").items()) {
      acknowledged.add(
          "{\"method\":\"subscribe\",\"req_id\":"
              + request.text("req_id")
              + ",\"result\":{\"channel\":\""
              + channel
              + "\","
              + more
              + "\"snapshot\":"
              + parameters.truth("snapshot")
              + ",\"symbol\":\""
              + symbol.text()
              + "\"},\"success\":true"
              + times);
    }
    return acknowledged;
  }

  @Override
  public Optional<String> state(boolean isInMaintenance) {
    String system = isInMaintenance ? "maintenance" : "online";
    return Optional.of(
        told(
            "status",
            "update",
            "{\"version\":\"2.0.10\",\"system\":\""
                + system
                + "\",\"api_version\":\"v2\",\"connection_id\":6437862339878838704}"));
  }

  @Override
  public Optional<String> heartbeat() {
    return Optional.of("{\"channel\":\"heartbeat\"}");
  }

  private static String told(String channel, String type, String item) {
    return "{\"channel\":\"%s\",\"type\":\"%s\",\"data\":[%s]}".formatted(channel, type, item);
  }

  /// In microseconds, as the venue tells most times.
  private static String time(long nanos) {
    return "\"" + Texts.time(nanos) + "\"";
  }

  @Override
  public String trade(Trade trade) {
    String item =
        "{\"symbol\":\""
            + trade.symbol()
            + "\",\"side\":\""
            + (trade.aggressor() == Side.BUY ? "buy" : "sell")
            + "\",\"price\":"
            + FixedPoint.format(trade.price())
            + ",\"qty\":"
            + FixedPoint.format(trade.quantity())
            + ",\"ord_type\":\"market\",\"trade_id\":"
            + trade.id()
            + ",\"timestamp\":"
            + time(trade.venueNanos())
            + "}";
    return told("trade", "update", item);
  }

  @Override
  public String top(TopOfBook quote) {
    return told("ticker", "update", ticker(quote));
  }

  private static String ticker(TopOfBook quote) {
    String bid = FixedPoint.format(quote.bid());
    return "{\"symbol\":\""
        + quote.symbol()
        + "\",\"bid\":"
        + bid
        + ",\"bid_qty\":"
        + FixedPoint.format(quote.bidSize())
        + ",\"ask\":"
        + FixedPoint.format(quote.ask())
        + ",\"ask_qty\":"
        + FixedPoint.format(quote.askSize())
        + ",\"last\":"
        + bid
        + ",\"volume\":163.28908096,\"change_pct\":0.24,\"timestamp\":"
        + time(quote.venueNanos())
        + "}";
  }

  /// No update is of after the end of its bar.
  @Override
  public String bar(BarState bar) {
    long before = bar.closeNanos() - (bar.isFinal() ? 1 : 2) * MILLI;
    String item =
        "{\"symbol\":\""
            + bar.symbol()
            + "\",\"open\":"
            + FixedPoint.format(bar.open())
            + ",\"high\":"
            + FixedPoint.format(bar.high())
            + ",\"low\":"
            + FixedPoint.format(bar.low())
            + ",\"close\":"
            + FixedPoint.format(bar.close())
            + ",\"trades\":"
            + bar.trades()
            + ",\"volume\":"
            + FixedPoint.format(bar.volume())
            + ",\"interval_begin\":"
            + time(bar.openNanos())
            + ",\"interval\":1,\"timestamp\":"
            + time(bar.closeNanos())
            + "}";
    return "{\"channel\":\"ohlc\",\"type\":\"update\",\"timestamp\":"
        + time(Math.min(bar.venueNanos(), before))
        + ",\"data\":["
        + item
        + "]}";
  }

  @Override
  public String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    return told("book", "update", item(step.symbol(), step.bids(), step.asks(), book, venueNanos));
  }

  @Override
  public Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
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

  private static String item(
      String symbol,
      List<MarketBook.Change> bids,
      List<MarketBook.Change> asks,
      MarketBook book,
      long venueNanos) {
    return "{\"symbol\":\""
        + symbol
        + "\",\"bids\":"
        + levels(bids)
        + ",\"asks\":"
        + levels(asks)
        + ",\"checksum\":"
        + checksum(book)
        + ",\"timestamp\":"
        + time(venueNanos)
        + "}";
  }

  private static String levels(List<MarketBook.Change> changes) {
    StringBuilder text = new StringBuilder("[");
    for (MarketBook.Change change : changes) {
      text.append(text.length() > 1 ? "," : "")
          .append("{\"price\":")
          .append(change.price())
          .append(",\"qty\":")
          .append(change.quantity())
          .append(".00000000}");
    }
    return text.append(']').toString();
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
    return Dialect.checksum(text.toString());
  }

  @Override
  public String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    Map<String, String> parameters = Dialect.parameters(address);
    if (!address.getPath().equals("/0/public/OHLC")) {
      throw new IllegalStateException("No such path: " + address);
    }
    return bars(
        markets.apply(parameters.get("pair")),
        Long.parseLong(parameters.get("since")) * World.SECOND,
        venueNanos);
  }

  /// The newest that opened after a time, and always the one under way.
  private static String bars(Market market, long openAfterNanos, long venueNanos) {
    List<String> rows = new ArrayList<>();
    for (BarState bar : market.barsAfter(openAfterNanos + Scenario.BAR_NANOS)) {
      rows.add(row(bar));
    }
    long open = market.openNanos(venueNanos);
    rows.add(row(market.underWay(open, venueNanos)));
    List<String> newest = rows.subList(Math.max(0, rows.size() - BARS_PER_ANSWER), rows.size());
    return "{\"error\":[],\"result\":{\"X"
        + market.symbol()
        + "\":["
        + String.join(",", newest)
        + "],\"last\":"
        + (open - Scenario.BAR_NANOS) / World.SECOND
        + "}}";
  }

  private static String row(BarState bar) {
    String close = FixedPoint.format(bar.close());
    return "["
        + bar.openNanos() / World.SECOND
        + ",\""
        + FixedPoint.format(bar.open())
        + "\",\""
        + FixedPoint.format(bar.high())
        + "\",\""
        + FixedPoint.format(bar.low())
        + "\",\""
        + close
        + "\",\""
        + close
        + "\",\""
        + FixedPoint.format(bar.volume())
        + "\","
        + bar.trades()
        + "]";
  }

  @Override
  public Optional<String> refused(int status) {
    String error = status == 429 ? "EAPI:Rate limit exceeded" : "EService:Unavailable";
    return Optional.of("{\"error\":[\"" + error + "\"]}");
  }

  @Override
  public String unheardOf(String symbol) {
    return told("aura", "update", "{\"symbol\":\"" + symbol + "\",\"w\":[]}");
  }
}
