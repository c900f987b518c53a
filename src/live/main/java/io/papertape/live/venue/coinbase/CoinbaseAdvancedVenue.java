package io.papertape.live.venue.coinbase;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.live.book.BookChecksum;
import io.papertape.live.book.BookRules;
import io.papertape.live.book.SequenceRule;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.BarCloser;
import io.papertape.live.venue.Groups;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.StreamsByKind;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import io.papertape.market.FixedPoint;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Coinbase Advanced Trade: the market data feed at `advanced-trade-ws.coinbase.com`, which needs
/// no key.
///
/// Best bid and ask come by `ticker` and only when a trade happens: who needs each change asks for
/// the book. Streamed bars are of five minutes, no other length. Heartbeats are always asked for:
/// without them the venue closes quiet streams.
public final class CoinbaseAdvancedVenue implements Venue {
  /// Ours: the venue states no limit.
  private static final int STREAMS_PER_CONNECTION = 100;

  /// The venue's, of one address.
  private static final int FRAMES_PER_SECOND = 8;

  /// Heartbeats come once a second.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final String CONTRACT = "future_product_details";
  private static final long SECOND = 1_000_000_000L;

  private static final int BARS_PER_REQUEST = 350;
  private static final int PRODUCTS_PER_ANSWER = 100;

  /// Of what needs no key.
  private static final RequestLimit REQUESTS = RequestLimit.of(10, Duration.ofSeconds(1));

  private final URI socket;
  private final URI rest;

  public CoinbaseAdvancedVenue() {
    this(
        URI.create("wss://advanced-trade-ws.coinbase.com"), URI.create("https://api.coinbase.com"));
  }

  public CoinbaseAdvancedVenue(URI socket, URI rest) {
    this.socket = socket;
    this.rest = rest;
  }

  @Override
  public String name() {
    return "coinbase";
  }

  @Override
  public URI socket(List<Stream> streams) {
    return socket;
  }

  @Override
  public List<String> subscribe(List<Stream> streams) {
    StreamsByKind asked = new StreamsByKind(streams);
    for (long barNanos : asked.barLengths()) {
      if (barNanos != CoinbaseAdvancedFrames.BAR_NANOS) {
        throw new IllegalArgumentException(
            "Venue streams bars of five minutes only: venue=%s, barNanos=%d, symbols=%s. %s"
                .formatted(
                    name(),
                    barNanos,
                    asked.symbolsOfBars(barNanos),
                    "Ask for trades and make the bars of them."));
      }
    }
    List<String> frames = new ArrayList<>();
    frames.add(frame("heartbeats").toString());
    add(frames, "level2", asked.symbols(Stream.Kind.BOOK));
    add(frames, "ticker", asked.symbols(Stream.Kind.TOP_OF_BOOK));
    add(frames, "market_trades", asked.symbols(Stream.Kind.TRADES));
    add(frames, "candles", asked.symbols(Stream.Kind.BARS));
    return frames;
  }

  private static void add(List<String> frames, String channel, List<String> symbols) {
    if (symbols.isEmpty()) {
      return;
    }
    ObjectNode frame = frame(channel);
    ArrayNode products = frame.putArray("product_ids");
    symbols.forEach(products::add);
    frames.add(frame.toString());
  }

  private static ObjectNode frame(String channel) {
    return JsonNodeFactory.instance.objectNode().put("type", "subscribe").put("channel", channel);
  }

  @Override
  public FeedCodec codec() {
    return new BarCloser(new JsonCodec(new CoinbaseAdvancedFrames()));
  }

  @Override
  public boolean endsBars() {
    return false;
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.empty();
  }

  @Override
  public VenueLimits limits() {
    return new VenueLimits(STREAMS_PER_CONNECTION, FRAMES_PER_SECOND, Duration.ZERO, SILENCE);
  }

  @Override
  public BookRules bookRules() {
    return new BookRules(SequenceRule.NONE, BookChecksum.NONE);
  }

  /// The end is a second before the range's, whether or not the venue counts it in.
  @Override
  public Optional<URI> instrument(String symbol, List<String> among) {
    String path = "/api/v3/brokerage/market/products";
    if (among.size() == 1) {
      return Optional.of(rest.resolve(path + "/" + encoded(symbol)));
    }
    return Groups.of(PRODUCTS_PER_ANSWER, among).stream()
        .filter(group -> group.contains(symbol))
        .findFirst()
        .map(
            group ->
                group.stream()
                    .map(one -> "product_ids=" + encoded(one))
                    .collect(Collectors.joining("&", path + "?", "")))
        .map(rest::resolve);
  }

  private static String encoded(String symbol) {
    return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
  }

  @Override
  public InstrumentSteps readInstrument(String symbol, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    JsonValue one =
        answer.has("products")
            ? answer
                .get("products")
                .find("product_id", symbol)
                .orElseThrow(
                    () ->
                        new FrameException("Instrument is not there: symbol=%s.".formatted(symbol)))
            : answer;
    return new InstrumentSteps(
            one.price(one.has("price_increment") ? "price_increment" : "quote_increment"),
            one.price("base_increment"),
            one.has("quote_min_size") ? one.price("quote_min_size") : 0,
            contractUnits(one))
        .quotedIn(one.text("quote_currency_id", ""));
  }

  /// All its contracts are linear.
  private static long contractUnits(JsonValue product) {
    if (!product.has(CONTRACT) || !product.get(CONTRACT).isObject()) {
      return FixedPoint.ONE;
    }
    JsonValue contract = product.get(CONTRACT);
    return contract.text("contract_size", "").isEmpty()
        ? FixedPoint.ONE
        : contract.price("contract_size");
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    return granularity(barNanos)
        .map(
            granularity ->
                rest.resolve(
                    ("/api/v3/brokerage/market/products/%s/candles"
                            + "?granularity=%s&start=%d&end=%d&limit=%d")
                        .formatted(
                            symbol,
                            granularity,
                            fromNanos / SECOND,
                            toNanos / SECOND - 1,
                            BARS_PER_REQUEST)));
  }

  private static Optional<String> granularity(long barNanos) {
    if (barNanos % SECOND != 0) {
      return Optional.empty();
    }
    return switch (Math.toIntExact(Math.min(Integer.MAX_VALUE, barNanos / SECOND))) {
      case 60 -> Optional.of("ONE_MINUTE");
      case 300 -> Optional.of("FIVE_MINUTE");
      case 900 -> Optional.of("FIFTEEN_MINUTE");
      case 1_800 -> Optional.of("THIRTY_MINUTE");
      case 3_600 -> Optional.of("ONE_HOUR");
      case 7_200 -> Optional.of("TWO_HOUR");
      case 21_600 -> Optional.of("SIX_HOUR");
      case 86_400 -> Optional.of("ONE_DAY");
      default -> Optional.empty();
    };
  }

  @Override
  public RequestLimit limitOf(URI request) {
    return REQUESTS;
  }

  @Override
  public int barsPerRequest() {
    return BARS_PER_REQUEST;
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    return CoinbaseBars.ofAdvanced(symbol, barNanos, body);
  }
}
