package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.FixedPoint;
import io.papertape.order.Side;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Binance spot: trades, best prices, bars, and books whose snapshot is fetched.
final class BinanceDialect implements Dialect {
  private final Venue venue = new BinanceVenue(BinanceMarket.SPOT);

  @Override
  public Venue venue() {
    return venue;
  }

  @Override
  public List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    for (JsonValue one : Dialect.parsed(frame).get("params").items()) {
      String stream = one.text();
      int at = stream.indexOf('@');
      String name = stream.substring(at + 1);
      Stream.Kind kind =
          switch (name) {
            case "trade" -> Stream.Kind.TRADES;
            case "bookTicker" -> Stream.Kind.TOP_OF_BOOK;
            case "depth@100ms" -> Stream.Kind.BOOK;
            case "kline_1m" -> Stream.Kind.BARS;
            default -> throw new IllegalStateException("No such stream: " + stream);
          };
      topics.add(new Topic(kind, stream.substring(0, at).toUpperCase(Locale.ROOT)));
    }
    return topics;
  }

  @Override
  public List<String> answers(String frame, long venueNanos) {
    return List.of("{\"result\":null,\"id\":" + Dialect.parsed(frame).text("id") + "}");
  }

  private static String enveloped(String symbol, String stream, String body) {
    String name = symbol.toLowerCase(Locale.ROOT) + "@" + stream;
    return "{\"stream\":\"" + name + "\",\"data\":" + body + "}";
  }

  @Override
  public String trade(Trade trade) {
    String body =
        "{\"e\":\"trade\",\"E\":"
            + trade.venueNanos() / MILLI
            + ",\"s\":\""
            + trade.symbol()
            + "\",\"t\":"
            + trade.id()
            + ",\"p\":\""
            + FixedPoint.format(trade.price())
            + "\",\"q\":\""
            + FixedPoint.format(trade.quantity())
            + "\",\"T\":"
            + trade.venueNanos() / MILLI
            + ",\"m\":"
            + (trade.aggressor() == Side.SELL)
            + ",\"M\":true}";
    return enveloped(trade.symbol(), "trade", body);
  }

  @Override
  public String top(TopOfBook quote) {
    String body =
        "{\"u\":"
            + quote.sequence()
            + ",\"s\":\""
            + quote.symbol()
            + "\",\"b\":\""
            + FixedPoint.format(quote.bid())
            + "\",\"B\":\""
            + FixedPoint.format(quote.bidSize())
            + "\",\"a\":\""
            + FixedPoint.format(quote.ask())
            + "\",\"A\":\""
            + FixedPoint.format(quote.askSize())
            + "\"}";
    return enveloped(quote.symbol(), "bookTicker", body);
  }

  @Override
  public String bar(BarState bar) {
    String body =
        "{\"e\":\"kline\",\"E\":"
            + bar.venueNanos() / MILLI
            + ",\"s\":\""
            + bar.symbol()
            + "\",\"k\":{\"t\":"
            + bar.openNanos() / MILLI
            + ",\"T\":"
            + (bar.closeNanos() / MILLI - 1)
            + ",\"s\":\""
            + bar.symbol()
            + "\",\"i\":\"1m\",\"o\":\""
            + FixedPoint.format(bar.open())
            + "\",\"c\":\""
            + FixedPoint.format(bar.close())
            + "\",\"h\":\""
            + FixedPoint.format(bar.high())
            + "\",\"l\":\""
            + FixedPoint.format(bar.low())
            + "\",\"v\":\""
            + FixedPoint.format(bar.volume())
            + "\",\"n\":"
            + bar.trades()
            + ",\"x\":"
            + bar.isFinal()
            + "}}";
    return enveloped(bar.symbol(), "kline_1m", body);
  }

  @Override
  public String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    String body =
        "{\"e\":\"depthUpdate\",\"E\":"
            + venueNanos / MILLI
            + ",\"s\":\""
            + step.symbol()
            + "\",\"U\":"
            + step.sequence()
            + ",\"u\":"
            + step.sequence()
            + ",\"b\":"
            + Dialect.levels(step.bids(), "")
            + ",\"a\":"
            + Dialect.levels(step.asks(), "")
            + "}";
    return enveloped(step.symbol(), "depth@100ms", body);
  }

  @Override
  public Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    return Optional.empty();
  }

  @Override
  public String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    Map<String, String> parameters = Dialect.parameters(address);
    return switch (address.getPath()) {
      case "/api/v3/time" -> "{\"serverTime\":" + venueNanos / MILLI + "}";
      case "/api/v3/depth" -> depth(markets.apply(parameters.get("symbol")).book());
      case "/api/v3/klines" ->
          bars(
              markets.apply(parameters.get("symbol")),
              Long.parseLong(parameters.get("startTime")) * MILLI,
              Long.parseLong(parameters.get("endTime")) * MILLI);
      default -> throw new IllegalStateException("No such path: " + address);
    };
  }

  private static String depth(MarketBook book) {
    return "{\"lastUpdateId\":"
        + book.sequence()
        + ",\"bids\":"
        + Dialect.levels(book.bids(), "")
        + ",\"asks\":"
        + Dialect.levels(book.asks(), "")
        + "}";
  }

  private static String bars(Market market, long fromNanos, long toNanos) {
    StringBuilder text = new StringBuilder("[");
    for (BarState bar : market.barsAfter(fromNanos)) {
      if (bar.openNanos() <= toNanos) {
        text.append(text.length() > 1 ? ",[" : "[")
            .append(bar.openNanos() / MILLI)
            .append(",\"")
            .append(FixedPoint.format(bar.open()))
            .append("\",\"")
            .append(FixedPoint.format(bar.high()))
            .append("\",\"")
            .append(FixedPoint.format(bar.low()))
            .append("\",\"")
            .append(FixedPoint.format(bar.close()))
            .append("\",\"")
            .append(FixedPoint.format(bar.volume()))
            .append("\",")
            .append(bar.closeNanos() / MILLI - 1)
            .append(",\"0\",")
            .append(bar.trades())
            .append(",\"0\",\"0\",\"0\"]");
      }
    }
    return text.append(']').toString();
  }

  @Override
  public String unheardOf(String symbol) {
    return enveloped(symbol, "aura", "{\"e\":\"aura\",\"E\":1,\"s\":\"" + symbol + "\",\"w\":[]}");
  }
}
