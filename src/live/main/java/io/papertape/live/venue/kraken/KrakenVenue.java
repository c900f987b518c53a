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
import io.papertape.live.venue.BarCloser;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.LimitWords;
import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.StreamsByKind;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Kraken spot, version 2 of its protocol. Symbols are spelt `BTC/USD`.
///
/// Books are of 25 prices a side and are checked by the venue's CRC32 at every update; there are
/// no sequence numbers. Best bid and ask are told at each change. A bar is told at each trade.
public final class KrakenVenue implements Venue {
  /// Prices a side of a book; the checksum is over the best ten.
  static final int DEPTH = 25;

  /// Ours: the venue states none.
  private static final int STREAMS_PER_CONNECTION = 200;

  /// Ours: the venue's limit varies with its load and is not stated.
  private static final int FRAMES_PER_SECOND = 5;

  /// Heartbeats come once a second when nothing else does.
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final int BARS_PER_REQUEST = 720;
  private static final List<Long> BAR_MINUTES =
      List.of(1L, 5L, 15L, 30L, 60L, 240L, 1_440L, 10_080L, 21_600L);

  /// Told with status 200. How long it lasts is not told; a minute is our own.
  private static final List<String> LIMITS =
      List.of("EGeneral:Too many requests", "EAPI:Rate limit exceeded");

  private static final Duration LIMITED = Duration.ofMinutes(1);

  /// Of those who went on; it lasts up to a quarter of an hour.
  private static final List<String> LOCKOUTS = List.of("EGeneral:Temporary lockout");

  private static final Duration LOCKED_OUT = Duration.ofMinutes(15);

  private final URI socket;
  private final URI rest;

  public KrakenVenue() {
    this(URI.create("wss://ws.kraken.com/v2"), URI.create("https://api.kraken.com"));
  }

  public KrakenVenue(URI socket, URI rest) {
    this.socket = socket;
    this.rest = rest;
  }

  @Override
  public String name() {
    return "kraken";
  }

  @Override
  public URI socket(List<Stream> streams) {
    return socket;
  }

  /// One request for each kind and length of bars; they are numbered from 1.
  @Override
  public List<String> subscribe(List<Stream> streams) {
    StreamsByKind asked = new StreamsByKind(streams);
    List<String> frames = new ArrayList<>();
    List<String> books = asked.symbols(Stream.Kind.BOOK);
    if (!books.isEmpty()) {
      add(frames, parameters("book", books, true).put("depth", DEPTH));
    }
    List<String> tops = asked.symbols(Stream.Kind.TOP_OF_BOOK);
    if (!tops.isEmpty()) {
      add(frames, parameters("ticker", tops, true).put("event_trigger", "bbo"));
    }
    List<String> trades = asked.symbols(Stream.Kind.TRADES);
    if (!trades.isEmpty()) {
      add(frames, parameters("trade", trades, false));
    }
    for (long barNanos : asked.barLengths()) {
      List<String> symbols = asked.symbolsOfBars(barNanos);
      if (!hasBars(barNanos)) {
        throw new IllegalArgumentException(
            "Venue streams no bars of this length: venue=%s, barNanos=%d, symbols=%s. %s %s."
                .formatted(name(), barNanos, symbols, "Minutes that it has:", BAR_MINUTES));
      }
      add(frames, parameters("ohlc", symbols, false).put("interval", barNanos / MINUTE));
    }
    return frames;
  }

  private static ObjectNode parameters(String channel, List<String> symbols, boolean snapshot) {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("channel", channel);
    ArrayNode array = parameters.putArray("symbol");
    symbols.forEach(array::add);
    return parameters.put("snapshot", snapshot);
  }

  private static void add(List<String> frames, ObjectNode parameters) {
    ObjectNode frame = JsonNodeFactory.instance.objectNode().put("method", "subscribe");
    frame.set("params", parameters);
    frames.add(frame.put("req_id", frames.size() + 1).toString());
  }

  private static boolean hasBars(long barNanos) {
    return barNanos % MINUTE == 0 && BAR_MINUTES.contains(barNanos / MINUTE);
  }

  @Override
  public FeedCodec codec() {
    return new BarCloser(new JsonCodec(new KrakenFrames()));
  }

  /// A codec for recordings of version 1 of the protocol; one for each connection.
  public static FeedCodec codecOfVersion1() {
    return new BarCloser(new JsonCodec(new KrakenVersion1Frames()));
  }

  @Override
  public boolean endsBars() {
    return false;
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.of(new KeepAlive("{\"method\":\"ping\"}", Duration.ofSeconds(30)));
  }

  @Override
  public VenueLimits limits() {
    return new VenueLimits(STREAMS_PER_CONNECTION, FRAMES_PER_SECOND, Duration.ZERO, SILENCE);
  }

  @Override
  public BookRules bookRules() {
    return new BookRules(SequenceRule.NONE, BookChecksum.KRAKEN);
  }

  /// Of several all pairs.
  @Override
  public Optional<URI> instrument(String symbol, List<String> among) {
    return Optional.of(
        rest.resolve(
            among.size() > 1
                ? "/0/public/AssetPairs"
                : "/0/public/AssetPairs?pair="
                    + URLEncoder.encode(symbol, StandardCharsets.UTF_8)));
  }

  @Override
  public InstrumentSteps readInstrument(String symbol, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    JsonValue one =
        (answer.has("result") ? pair(symbol, answer.get("result")) : Optional.<JsonValue>empty())
            .orElseThrow(
                () ->
                    new FrameException(
                        "Instrument is not there: symbol=%s, errors=%s."
                            .formatted(
                                symbol, answer.has("error") ? answer.get("error") : "none")));
    return new InstrumentSteps(
            one.price("tick_size"),
            InstrumentSteps.ofDecimals(one.whole("lot_decimals")),
            one.has("costmin") ? one.price("costmin") : 0)
        .quotedIn(InstrumentSteps.secondOf(one.text("wsname", "")));
  }

  /// The answer names pairs in other ways: `XBT/USD`, and sorts them by a third, `XXBTZUSD`.
  private static Optional<JsonValue> pair(String symbol, JsonValue pairs) {
    List<String> names = pairs.names();
    if (names.size() == 1) {
      return Optional.of(pairs.get(names.getFirst()));
    }
    String old = oldName(symbol);
    return names.stream()
        .map(pairs::get)
        .filter(one -> List.of(symbol, old).contains(one.text("wsname", "")))
        .findFirst();
  }

  private static String oldName(String symbol) {
    return List.of(symbol.split("/", -1)).stream()
        .map(
            asset ->
                switch (asset) {
                  case "BTC" -> "XBT";
                  case "DOGE" -> "XDG";
                  default -> asset;
                })
        .collect(Collectors.joining("/"));
  }

  /// The bars from `fromNanos` until now, at most the newest 720, the last of them under way: the
  /// venue takes no end.
  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    if (!hasBars(barNanos)) {
      return Optional.empty();
    }
    return Optional.of(
        rest.resolve(
            "/0/public/OHLC?pair=%s&interval=%d&since=%d"
                .formatted(
                    URLEncoder.encode(symbol, StandardCharsets.UTF_8),
                    barNanos / MINUTE,
                    fromNanos / SECOND - 1)));
  }

  /// One a second is what the venue calls safe: of bars for each pair, of the rest in all.
  @Override
  public RequestLimit limitOf(URI request) {
    boolean isOfBars = request.getPath().endsWith("/OHLC");
    return RequestLimit.of(isOfBars ? pairOf(request) : "rest", 1, Duration.ofSeconds(1));
  }

  private static String pairOf(URI request) {
    return request.getRawQuery().split("&", 2)[0];
  }

  @Override
  public Optional<Duration> limitsFor(int status, byte[] body) {
    if (LimitWords.areIn(body, LOCKOUTS)) {
      return Optional.of(LOCKED_OUT);
    }
    return LimitWords.areIn(body, LIMITS) ? Optional.of(LIMITED) : Optional.empty();
  }

  @Override
  public int barsPerRequest() {
    return BARS_PER_REQUEST;
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    return KrakenBars.ofSpot(symbol, barNanos, body);
  }
}
