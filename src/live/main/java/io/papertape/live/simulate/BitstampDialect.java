package io.papertape.live.simulate;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.bitstamp.BitstampVenue;
import io.papertape.order.Side;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Bitstamp: trades, whole books of the best prices, and changes of books whose snapshot is
/// fetched and whose numbers are the microseconds of the venue's clock. No bars. The venue asks for
/// a new connection before it closes one.
final class BitstampDialect extends Dialect {
  private static final long MICRO = World.MILLI / 1_000;

  /// By symbol: the number of the book as it is.
  private final Map<String, Long> numbers = new TreeMap<>();

  BitstampDialect() {
    super(
        new BitstampVenue(),
        Map.of(
            "live_trades", Stream.Kind.TRADES,
            "order_book", Stream.Kind.TOP_OF_BOOK,
            "diff_order_book", Stream.Kind.BOOK),
        List.of());
  }

  @Override
  String symbol(String name) {
    return name.toLowerCase(Locale.ROOT) + "usd";
  }

  private static boolean isSubscription(JsonValue request) {
    return request.text("event").equals("bts:subscribe");
  }

  @Override
  List<Topic> asked(String frame) {
    JsonValue request = Texts.parsed(frame);
    if (!isSubscription(request)) {
      return List.of();
    }
    String channel = request.get("data").text("channel");
    int at = channel.lastIndexOf('_');
    return List.of(new Topic(kind(channel.substring(0, at)), channel.substring(at + 1)));
  }

  @Override
  List<String> answers(String frame, Collection<Topic> subscribed, long venueNanos) {
    JsonValue request = Texts.parsed(frame);
    return List.of(
        isSubscription(request)
            ? told("bts:subscription_succeeded", request.get("data").text("channel"), "{}")
            : told("bts:heartbeat", "", "{\"status\":\"success\"}"));
  }

  /// Nothing in it tells which.
  @Override
  List<String> refusals(Topic topic) {
    return List.of(
        told("bts:error", "", "{\"code\":null,\"message\":\"Incorrect JSON format.\"}"),
        told("bts:error", "", "{\"code\":4009,\"message\":\"Bad subscription string.\"}"));
  }

  private static String told(String event, String channel, String body) {
    return JsonLine.object().json("data", body).text("channel", channel).text("event", event).end();
  }

  @Override
  Optional<String> farewell() {
    return Optional.of(told("bts:request_reconnect", "", "\"\""));
  }

  @Override
  String trade(Trade trade) {
    JsonLine body =
        JsonLine.object()
            .json("id", trade.id())
            .text("timestamp", trade.venueNanos() / World.SECOND)
            .number("amount", trade.quantity())
            .decimal("amount_str", trade.quantity())
            .number("price", trade.price())
            .decimal("price_str", trade.price())
            .whole("type", trade.aggressor() == Side.BUY ? 0 : 1)
            .text("microtimestamp", trade.venueNanos() / MICRO)
            .whole("buy_order_id", 1_443_875_737_346_049L)
            .whole("sell_order_id", 1_443_875_731_320_832L);
    return told("trade", "live_trades_" + trade.symbol(), body.end());
  }

  private static String book(
      long micros, List<MarketBook.Change> bids, List<MarketBook.Change> asks) {
    return JsonLine.object()
        .text("timestamp", micros / 1_000_000)
        .text("microtimestamp", micros)
        .json("bids", Texts.levels(bids))
        .json("asks", Texts.levels(asks))
        .end();
  }

  @Override
  String top(TopOfBook quote, MarketBook book) {
    numbers.put(quote.symbol(), quote.venueNanos() / MICRO);
    return told(
        "data",
        "order_book_" + quote.symbol(),
        book(
            quote.venueNanos() / MICRO,
            with(quote.bid(), quote.bidSize(), book.bids()),
            with(quote.ask(), quote.askSize(), book.asks())));
  }

  /// A side with another best price.
  private static List<MarketBook.Change> with(long price, long size, List<MarketBook.Change> side) {
    List<MarketBook.Change> changed = new ArrayList<>(side);
    changed.set(0, MarketBook.Change.of(price, size));
    return changed;
  }

  @Override
  String bar(BarState bar) {
    throw new IllegalStateException("Venue streams no bars: " + bar);
  }

  @Override
  String step(MarketBook.Step step, MarketBook book, long venueNanos) {
    return told(
        "data",
        "diff_order_book_" + step.symbol(),
        book(numbers.get(step.symbol()), step.bids(), step.asks()));
  }

  @Override
  Optional<String> snapshot(Topic topic, MarketBook book, long venueNanos) {
    return Optional.empty();
  }

  @Override
  String fetched(URI address, Function<String, Market> markets, long venueNanos) {
    String[] path = address.getPath().split("/", -1);
    if (!address.getPath().startsWith("/api/v2/order_book/")) {
      throw new IllegalStateException("No such path: " + address);
    }
    String symbol = path[4];
    MarketBook book = markets.apply(symbol).book();
    return book(numbers.getOrDefault(symbol, 1L), book.bids(), book.asks());
  }

  @Override
  String unheardOf(String symbol) {
    return told("aura", "aura_" + symbol, "{\"w\":[]}");
  }
}
