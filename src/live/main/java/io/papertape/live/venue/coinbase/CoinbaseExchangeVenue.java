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
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.StreamsByKind;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Coinbase Exchange: the feed at `ws-feed.exchange.coinbase.com`.
///
/// Books come by `level2_batch`, which needs no key: a snapshot, then the changes of each 50 ms.
/// Best bid and ask come by `ticker` and only when a trade happens: who needs each change asks for
/// the book. There are no streamed bars.
public final class CoinbaseExchangeVenue implements Venue {
  /// Ours: the venue states no limit on different subscriptions.
  private static final int STREAMS_PER_CONNECTION = 100;

  /// The venue takes 100 a second; subscribing needs no hurry.
  private static final int FRAMES_PER_SECOND = 8;

  /// Heartbeats come once a second.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final long SECOND = 1_000_000_000L;

  private static final int BARS_PER_REQUEST = 300;

  /// Of what needs no key.
  private static final RequestLimit REQUESTS = RequestLimit.of(10, Duration.ofSeconds(1));

  private static final List<Long> BAR_SECONDS = List.of(60L, 300L, 900L, 3_600L, 21_600L, 86_400L);

  private final URI socket;
  private final URI rest;

  public CoinbaseExchangeVenue() {
    this(
        URI.create("wss://ws-feed.exchange.coinbase.com"),
        URI.create("https://api.exchange.coinbase.com"));
  }

  public CoinbaseExchangeVenue(URI socket, URI rest) {
    this.socket = socket;
    this.rest = rest;
  }

  @Override
  public String name() {
    return "coinbase-exchange";
  }

  @Override
  public URI socket(List<Stream> streams) {
    return socket;
  }

  @Override
  public List<String> subscribe(List<Stream> streams) {
    StreamsByKind asked = new StreamsByKind(streams);
    asked.refuseBars(name());
    List<String> frames = new ArrayList<>();
    add(frames, "level2_batch", asked.symbols(Stream.Kind.BOOK));
    add(frames, "ticker", asked.symbols(Stream.Kind.TOP_OF_BOOK));
    add(frames, "matches", asked.symbols(Stream.Kind.TRADES));
    add(frames, "heartbeat", asked.symbols());
    return frames;
  }

  private static void add(List<String> frames, String channel, List<String> symbols) {
    if (symbols.isEmpty()) {
      return;
    }
    ObjectNode frame = JsonNodeFactory.instance.objectNode().put("type", "subscribe");
    ArrayNode products = frame.putArray("product_ids");
    symbols.forEach(products::add);
    frame.putArray("channels").add(channel);
    frames.add(frame.toString());
  }

  @Override
  public FeedCodec codec() {
    return new JsonCodec(new CoinbaseExchangeFrames());
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
    return Optional.of(
        rest.resolve(
            among.size() > 1
                ? "/products"
                : "/products/" + URLEncoder.encode(symbol, StandardCharsets.UTF_8)));
  }

  @Override
  public InstrumentSteps readInstrument(String symbol, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    JsonValue one =
        answer.isArray()
            ? answer
                .find("id", symbol)
                .orElseThrow(
                    () ->
                        new FrameException("Instrument is not there: symbol=%s.".formatted(symbol)))
            : answer;
    return new InstrumentSteps(
            one.price("quote_increment"),
            one.price("base_increment"),
            one.has("min_market_funds") ? one.price("min_market_funds") : 0)
        .quotedIn(one.text("quote_currency", ""));
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    if (barNanos % SECOND != 0 || !BAR_SECONDS.contains(barNanos / SECOND)) {
      return Optional.empty();
    }
    return Optional.of(
        rest.resolve(
            "/products/%s/candles?granularity=%d&start=%s&end=%s"
                .formatted(
                    URLEncoder.encode(symbol, StandardCharsets.UTF_8),
                    barNanos / SECOND,
                    instant(fromNanos),
                    instant(toNanos - SECOND))));
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
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
    return CoinbaseBars.ofExchange(symbol, barNanos, body);
  }
}
