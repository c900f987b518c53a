package io.papertape.live.venue.okx;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.book.BookRules;
import io.papertape.live.book.SequenceRule;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonText;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.PlainHeartbeats;
import io.papertape.live.venue.BarNames;
import io.papertape.live.venue.Groups;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.Stream;
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

/// OKX v5: trades, best prices, books of 400 levels a side (a snapshot, then updates every 100 ms)
/// and bars, which have a socket of their own.
public final class OkxVenue implements Venue {
  /// The first name of a length is the one we ask for: days begin at 0:00 UTC.
  static final BarNames BARS =
      BarNames.of(
          "1s",
          "1m",
          "3m",
          "5m",
          "15m",
          "30m",
          "1h=1H",
          "2h=2H",
          "4h=4H",
          "6h=6Hutc",
          "6h=6H",
          "12h=12Hutc",
          "12h=12H",
          "1d=1Dutc",
          "1d=1D",
          "2d=2Dutc",
          "2d=2D",
          "3d=3Dutc",
          "3d=3D",
          "1w=1Wutc",
          "1w=1W");

  private static final int CHANNELS_PER_FRAME = 100;
  private static final int BARS_PER_REQUEST = 100;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// A connection takes 480 requests an hour to subscribe (each may name many channels; a `ping` is
  /// none) and is closed after 30 s without traffic. The number of channels has no limit but the
  /// 64 KB of a request; 200 is our own. The 3 a second are the venue's limit of connecting.
  private static final VenueLimits LIMITS =
      new VenueLimits(200, 3, 480, Duration.ZERO, Duration.ofSeconds(30));

  private final URI socket;
  private final URI rest;

  public OkxVenue() {
    this(URI.create("wss://ws.okx.com:8443"), URI.create("https://www.okx.com"));
  }

  /// The same venue at other addresses.
  public OkxVenue(URI socket, URI rest) {
    this.socket = socket;
    this.rest = rest;
  }

  @Override
  public String name() {
    return "okx";
  }

  @Override
  public String route(Stream stream) {
    return switch (stream.kind()) {
      case TRADES, TOP_OF_BOOK, BOOK -> "/public";
      case BARS -> "/business";
    };
  }

  @Override
  public URI socket(List<Stream> streams) {
    List<String> routes = streams.stream().map(this::route).distinct().toList();
    if (routes.size() != 1) {
      throw new IllegalArgumentException(
          "Streams need one route: venue=%s, routes=%s. Split them by connections()."
              .formatted(name(), routes));
    }
    return socket.resolve("/ws/v5" + routes.getFirst());
  }

  @Override
  public List<String> subscribe(List<Stream> streams) {
    List<String> frames = new ArrayList<>();
    for (List<Stream> group : Groups.of(CHANNELS_PER_FRAME, streams)) {
      String args = group.stream().map(this::arg).collect(Collectors.joining(","));
      frames.add(
          "{\"id\":\"%d\",\"op\":\"subscribe\",\"args\":[%s]}".formatted(frames.size() + 1, args));
    }
    return frames;
  }

  private String arg(Stream stream) {
    String channel =
        switch (stream.kind()) {
          case TRADES -> "trades";
          case TOP_OF_BOOK -> "bbo-tbt";
          case BOOK -> "books";
          case BARS -> "candle" + BARS.get(name(), stream.barNanos().orElseThrow());
        };
    return "{\"channel\":%s,\"instId\":%s}"
        .formatted(JsonText.quoted(channel), JsonText.quoted(stream.symbol()));
  }

  @Override
  public FeedCodec codec() {
    return new PlainHeartbeats("pong", new JsonCodec(OkxFrames::read));
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.of(new KeepAlive("ping", Duration.ofSeconds(20)));
  }

  @Override
  public VenueLimits limits() {
    return LIMITS;
  }

  /// An error is of one channel, and the others of its frame come.
  @Override
  public boolean refusesFrames() {
    return false;
  }

  /// The venue takes three a second.
  @Override
  public Duration connectSpacing() {
    return Duration.ofMillis(350);
  }

  @Override
  public BookRules bookRules() {
    return new BookRules(SequenceRule.CHAINED, BookChecksum.OKX);
  }

  /// An option is `BTC-USD-241227-100000-C`.
  @Override
  public Optional<String> refusal(String symbol) {
    return symbol.split("-", -1).length < 5
        ? Optional.empty()
        : Optional.of(
            "It is an option: its price is in the coin, and nobody exercises it here; take what it"
                + " is on.");
  }

  /// Of several all of their type.
  @Override
  public Optional<URI> instrument(String symbol, List<String> among) {
    String[] parts = symbol.split("-", -1);
    String type = parts.length == 2 ? "SPOT" : symbol.endsWith("-SWAP") ? "SWAP" : "FUTURES";
    String which =
        among.size() > 1 ? "" : "&instId=" + URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    return Optional.of(
        rest.resolve("/api/v5/public/instruments?instType=%s%s".formatted(type, which)));
  }

  @Override
  public InstrumentSteps readInstrument(String symbol, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    if (!answer.has("data")) {
      throw notThere(symbol, answer);
    }
    JsonValue one =
        answer.get("data").find("instId", symbol).orElseThrow(() -> notThere(symbol, answer));
    String quote = one.text("quoteCcy", ""); // of contracts what they are settled in
    return new InstrumentSteps(one.price("tickSz"), one.price("lotSz"), 0, contractUnits(one))
        .quotedIn(quote.isEmpty() ? one.text("settleCcy", "") : quote);
  }

  private static FrameException notThere(String symbol, JsonValue answer) {
    return new FrameException(
        "Instrument is not there: symbol=%s, code=%s, message=%s."
            .formatted(symbol, answer.text("code", ""), answer.text("msg", "")));
  }

  /// Only linear contracts are worth a number of coins, whatever their price.
  private static long contractUnits(JsonValue instrument) {
    return switch (instrument.text("ctType", "")) {
      case "" -> FixedPoint.ONE;
      case "linear" -> FixedPoint.multiply(instrument.price("ctVal"), instrument.price("ctMult"));
      default -> InstrumentSteps.INVERSE;
    };
  }

  @Override
  public boolean countsContracts(String symbol) {
    return symbol.split("-", -1).length > 2;
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    return BARS.find(barNanos)
        .map(
            bar ->
                rest.resolve(
                    ("/api/v5/market/history-candles"
                            + "?instId=%s&bar=%s&before=%d&after=%d&limit=%d")
                        .formatted(
                            URLEncoder.encode(symbol, StandardCharsets.UTF_8),
                            bar,
                            fromNanos / NANOS_PER_MILLI - 1,
                            toNanos / NANOS_PER_MILLI,
                            BARS_PER_REQUEST)));
  }

  /// Each endpoint counts for itself: in 2 s the clock 10, the others 20.
  @Override
  public RequestLimit limitOf(URI request) {
    int most = request.getPath().endsWith("/time") ? 10 : 20;
    return RequestLimit.of(request.getPath(), most, Duration.ofSeconds(2));
  }

  @Override
  public int barsPerRequest() {
    return BARS_PER_REQUEST;
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    return OkxFrames.bars(symbol, barNanos, body);
  }

  @Override
  public Optional<URI> clock() {
    return Optional.of(rest.resolve("/api/v5/public/time"));
  }

  @Override
  public Reading readClock(byte[] body) {
    long nanos = JsonValue.parse(body).get("data").at(0).millis("ts");
    return new Reading(nanos, nanos + NANOS_PER_MILLI);
  }
}
