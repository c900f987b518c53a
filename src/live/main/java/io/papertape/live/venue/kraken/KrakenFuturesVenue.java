package io.papertape.live.venue.kraken;

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
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.StreamsByKind;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Kraken Futures. Symbols are spelt `PI_XBTUSD`, quantities count contracts. There are no
/// streamed bars.
public final class KrakenFuturesVenue implements Venue {
  /// Ours: the venue states none.
  private static final int STREAMS_PER_CONNECTION = 200;

  /// The venue takes 100 a second; subscribing needs no hurry.
  private static final int FRAMES_PER_SECOND = 10;

  /// The feed `heartbeat`, which is always asked for, comes once a second.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;

  /// Ours: the venue tells by `more_candles` that there are more than it sent.
  private static final int BARS_PER_REQUEST = 1_000;

  private static final Map<Long, String> BAR_NAMES =
      Map.of(
          MINUTE,
          "1m",
          5 * MINUTE,
          "5m",
          15 * MINUTE,
          "15m",
          30 * MINUTE,
          "30m",
          60 * MINUTE,
          "1h",
          240 * MINUTE,
          "4h",
          720 * MINUTE,
          "12h",
          1_440 * MINUTE,
          "1d",
          10_080 * MINUTE,
          "1w");

  private final URI socket;
  private final URI rest;

  public KrakenFuturesVenue() {
    this(URI.create("wss://futures.kraken.com/ws/v1"), URI.create("https://futures.kraken.com"));
  }

  public KrakenFuturesVenue(URI socket, URI rest) {
    this.socket = socket;
    this.rest = rest;
  }

  @Override
  public String name() {
    return "kraken-futures";
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
    frames.add(frame("heartbeat").toString());
    add(frames, "book", asked.symbols(Stream.Kind.BOOK));
    add(frames, "ticker", asked.symbols(Stream.Kind.TOP_OF_BOOK));
    add(frames, "trade", asked.symbols(Stream.Kind.TRADES));
    return frames;
  }

  private static void add(List<String> frames, String feed, List<String> symbols) {
    if (symbols.isEmpty()) {
      return;
    }
    ObjectNode frame = frame(feed);
    ArrayNode products = frame.putArray("product_ids");
    symbols.forEach(products::add);
    frames.add(frame.toString());
  }

  private static ObjectNode frame(String feed) {
    return JsonNodeFactory.instance.objectNode().put("event", "subscribe").put("feed", feed);
  }

  @Override
  public FeedCodec codec() {
    return new JsonCodec(new KrakenFuturesFrames());
  }

  /// The venue closes a connection on which it heard nothing for 60 seconds.
  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.of(new KeepAlive("{\"event\":\"ping\"}", Duration.ofSeconds(30)));
  }

  @Override
  public VenueLimits limits() {
    return new VenueLimits(STREAMS_PER_CONNECTION, FRAMES_PER_SECOND, Duration.ZERO, SILENCE);
  }

  @Override
  public BookRules bookRules() {
    return new BookRules(SequenceRule.CONSECUTIVE, BookChecksum.NONE);
  }

  /// All of them: the venue does not tell one alone.
  @Override
  public Optional<URI> instrument(String symbol, List<String> among) {
    return Optional.of(rest.resolve("/derivatives/api/v3/instruments"));
  }

  @Override
  public InstrumentSteps readInstrument(String symbol, byte[] body) {
    for (JsonValue one : JsonValue.parse(body).get("instruments").items()) {
      if (one.text("symbol").equalsIgnoreCase(symbol)) {
        boolean isInverse = one.text("type").equals("futures_inverse");
        return new InstrumentSteps(
                one.price("tickSize"),
                quantityStep(one.whole("contractValueTradePrecision")),
                0,
                isInverse ? InstrumentSteps.INVERSE : one.price("contractSize"))
            .quotedIn(one.text("quote", ""));
      }
    }
    throw new FrameException("Instrument is not there: symbol=%s.".formatted(symbol));
  }

  /// Below 0 the decimals are zeros before the point: −3 are thousands.
  private static long quantityStep(long decimals) {
    long step = InstrumentSteps.ofDecimals(Math.max(0, decimals));
    for (long i = decimals; i < 0; i++) {
      step = Math.multiplyExact(step, 10);
    }
    return step;
  }

  @Override
  public boolean countsContracts(String symbol) {
    return true;
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    return Optional.ofNullable(BAR_NAMES.get(barNanos))
        .map(
            name ->
                rest.resolve(
                    "/api/charts/v1/trade/%s/%s?from=%d&to=%d"
                        .formatted(symbol, name, fromNanos / SECOND, toNanos / SECOND - 1)));
  }

  @Override
  public int barsPerRequest() {
    return BARS_PER_REQUEST;
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    return KrakenBars.ofFutures(symbol, barNanos, body);
  }
}
