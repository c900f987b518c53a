package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.coinbase.CoinbaseExchangeVenue;
import io.papertape.order.Side;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Coinbase Exchange: trades with the maker's side, best prices, and books that begin with a
/// snapshot and have no numbers at all. No bars. Each product has its heartbeat.
final class CoinbaseExchangeDialect extends Dialect {
  CoinbaseExchangeDialect() {
    super(
        new CoinbaseExchangeVenue(),
        Map.of(
            "level2_batch", Stream.Kind.BOOK,
            "ticker", Stream.Kind.TOP_OF_BOOK,
            "matches", Stream.Kind.TRADES),
        List.of());
  }

  @Override
  String symbol(String name) {
    return name + "-USD";
  }

  @Override
  List<Topic> asked(String frame) {
    List<Topic> topics = new ArrayList<>();
    JsonValue request = Texts.parsed(frame);
    for (JsonValue channel : request.get("channels").items()) {
      for (JsonValue product : request.get("product_ids").items()) {
        if (!channel.text().equals("heartbeat")) {
          topics.add(new Topic(kind(channel.text()), product.text()));
        }
      }
    }
    return topics;
  }

  /// All that is subscribed now.
  @Override
  List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos) {
    JsonLine channels = JsonLine.array();
    byChannel(subscribed)
        .forEach(
            (name, products) ->
                channels.json(
                    JsonLine.object().text("name", name).texts("product_ids", products).end()));
    return List.of(
        JsonLine.object().text("type", "subscriptions").json("channels", channels.end()).end());
  }

  @Override
  List<String> refusals(Topic topic) {
    String refusal = "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"%s\"}";
    return List.of(
        refusal.formatted(topic.symbol() + " is not a valid product"),
        refusal.formatted("No channels provided"));
  }

  @Override
  List<String> heartbeats(Collection<Topic> subscribed, long venueNanos) {
    List<String> products = new ArrayList<>();
    List<String> beats = new ArrayList<>();
    String time = Texts.iso(venueNanos);
    for (Topic topic : subscribed) {
      if (!products.contains(topic.symbol())) {
        products.add(topic.symbol());
        beats.add(
            JsonLine.object()
                .text("type", "heartbeat")
                .whole("sequence", 90)
                .whole("last_trade_id", 20)
                .text("product_id", topic.symbol())
                .text("time", time)
                .end());
      }
    }
    return beats;
  }

  @Override
  String trade(Trade trade) {
    return JsonLine.object()
        .text("type", "match")
        .json("trade_id", trade.id())
        .text("maker_order_id", "27fff20b-af29-4f45-8744-56dd1ef57dc0")
        .text("taker_order_id", "1da6ce16-c8da-4732-9f71-6049f4c6aaf8")
        .text("side", trade.aggressor() == Side.BUY ? "sell" : "buy")
        .decimal("size", trade.quantity())
        .decimal("price", trade.price())
        .text("product_id", trade.symbol())
        .json("sequence", trade.id())
        .text("time", Texts.iso(trade.venueNanos()))
        .end();
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    return JsonLine.object()
        .text("type", "ticker")
        .whole("sequence", quote.sequence())
        .text("product_id", quote.symbol())
        .decimal("price", quote.bid())
        .decimal("best_bid", quote.bid())
        .decimal("best_bid_size", quote.bidSize())
        .decimal("best_ask", quote.ask())
        .decimal("best_ask_size", quote.askSize())
        .text("side", "buy")
        .text("time", Texts.iso(quote.venueNanos()))
        .end();
  }

  @Override
  long stepOf(long number) {
    return number;
  }

  @Override
  String bar(BarState bar) {
    throw new IllegalStateException("Venue streams no bars: " + bar);
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    JsonLine changes = JsonLine.array();
    step.bids().forEach(change -> changes.json(change("buy", change)));
    step.asks().forEach(change -> changes.json(change("sell", change)));
    return JsonLine.object()
        .text("type", "l2update")
        .text("product_id", step.symbol())
        .json("changes", changes.end())
        .text("time", Texts.iso(venueNanos))
        .end();
  }

  private static String change(String side, MarketBook.Change change) {
    return JsonLine.array().text(side).text(change.price()).text(change.quantity()).end();
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    return topic.kind() == Stream.Kind.BOOK
        ? Optional.of(
            JsonLine.object()
                .text("type", "snapshot")
                .text("product_id", topic.symbol())
                .json("asks", Texts.levels(book.asks()))
                .json("bids", Texts.levels(book.bids()))
                .end())
        : Optional.empty();
  }

  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    throw new IllegalStateException("No such path: " + address);
  }

  @Override
  String unheardOf(String symbol) {
    return JsonLine.object().text("type", "aura").text("product_id", symbol).end();
  }
}
