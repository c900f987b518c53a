package io.papertape.live.venue.bybit;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.book.BookRules;
import io.papertape.live.book.SequenceRule;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonText;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.BarNames;
import io.papertape.live.venue.Groups;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.LimitWords;
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
import java.util.Locale;
import java.util.Optional;

/// Bybit v5: trades, best prices (depth 1), books of 50 levels a side (a snapshot, then updates
/// every 20 ms) and bars.
public final class BybitVenue implements Venue {
  /// A category of instruments has a socket of its own.
  public enum Category {
    SPOT("bybit"),
    LINEAR("bybit-linear"),
    INVERSE("bybit-inverse");

    private final String venue;

    Category(String venue) {
      this.venue = venue;
    }

    private String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Spot takes at most 10 topics in a request; the others have no such limit.
  private static final int TOPICS_PER_FRAME = 10;

  private static final int BARS_PER_REQUEST = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /// The venue limits the topics of a connection by their text alone (21 000 characters, some 500
  /// topics) and names no rate; 200 and 10 a second are our own, below what others report. It asks
  /// for a ping every 20 s, and answers it, so that longer silence is none of its making.
  private static final VenueLimits LIMITS =
      new VenueLimits(200, 10, Duration.ZERO, Duration.ofSeconds(30));

  private static final BarNames BARS =
      BarNames.of(
          "1m=1", "3m=3", "5m=5", "15m=15", "30m=30", "1h=60", "2h=120", "4h=240", "6h=360",
          "12h=720", "1d=D", "1w=W");

  private static final RequestLimit REQUESTS = RequestLimit.of(600, Duration.ofSeconds(5));

  private static final int FORBIDDEN = 403;

  /// An address that asked too often is answered 403 for ten minutes, whatever it asks.
  private static final Duration BANNED = Duration.ofMinutes(10);

  private static final List<String> BANS = List.of("\"retCode\":10018");

  /// Too many visits, told with status 200; they are counted over 5 s.
  private static final List<String> LIMIT_CODES = List.of("\"retCode\":10006");

  private static final Duration LIMITED = Duration.ofSeconds(10);

  private final Category category;
  private final URI socket;
  private final URI rest;

  public BybitVenue(Category category) {
    this(category, URI.create("wss://stream.bybit.com"), URI.create("https://api.bybit.com"));
  }

  /// The same venue at other addresses.
  public BybitVenue(Category category, URI socket, URI rest) {
    this.category = category;
    this.socket = socket;
    this.rest = rest;
  }

  @Override
  public String name() {
    return category.venue;
  }

  @Override
  public URI socket(List<Stream> streams) {
    return socket.resolve("/v5/public/" + category.path());
  }

  @Override
  public List<String> subscribe(List<Stream> streams) {
    List<String> frames = new ArrayList<>();
    for (List<Stream> group : Groups.of(TOPICS_PER_FRAME, streams)) {
      List<String> topics = group.stream().map(this::topic).toList();
      frames.add(
          "{\"req_id\":\"%d\",\"op\":\"subscribe\",\"args\":%s}"
              .formatted(frames.size() + 1, JsonText.arrayOf(topics)));
    }
    return frames;
  }

  private String topic(Stream stream) {
    return switch (stream.kind()) {
      case TRADES -> "publicTrade." + stream.symbol();
      case TOP_OF_BOOK -> "orderbook.1." + stream.symbol();
      case BOOK -> "orderbook.50." + stream.symbol();
      case BARS ->
          "kline.%s.%s"
              .formatted(BARS.get(name(), stream.barNanos().orElseThrow()), stream.symbol());
    };
  }

  @Override
  public FeedCodec codec() {
    return new JsonCodec(BybitFrames::read);
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.of(new KeepAlive("{\"op\":\"ping\"}", Duration.ofSeconds(20)));
  }

  @Override
  public VenueLimits limits() {
    return LIMITS;
  }

  @Override
  public BookRules bookRules() {
    return new BookRules(SequenceRule.CONSECUTIVE, BookChecksum.NONE);
  }

  /// Of several the first 1000 of the category: all of spot, which has no pages, and so far of the
  /// others.
  @Override
  public Optional<URI> instrument(String symbol, List<String> among) {
    String which =
        among.size() > 1
            ? "limit=1000"
            : "symbol=" + URLEncoder.encode(symbol, StandardCharsets.UTF_8);
    return Optional.of(
        rest.resolve(
            "/v5/market/instruments-info?category=%s&%s".formatted(category.path(), which)));
  }

  @Override
  public InstrumentSteps readInstrument(String symbol, byte[] body) {
    JsonValue answer = JsonValue.parse(body);
    JsonValue one =
        answer
            .get("result")
            .get("list")
            .find("symbol", symbol)
            .orElseThrow(
                () ->
                    new FrameException(
                        "Instrument is not there: symbol=%s, message=%s."
                            .formatted(symbol, answer.text("retMsg", ""))));
    JsonValue lot = one.get("lotSizeFilter");
    String least = lot.has("minOrderAmt") ? "minOrderAmt" : "minNotionalValue";
    return new InstrumentSteps(
            one.get("priceFilter").price("tickSize"),
            lot.price(lot.has("qtyStep") ? "qtyStep" : "basePrecision"),
            lot.has(least) ? lot.price(least) : 0,
            category == Category.INVERSE ? InstrumentSteps.INVERSE : FixedPoint.ONE)
        .quotedIn(one.text("quoteCoin", ""));
  }

  @Override
  public boolean countsContracts(String symbol) {
    return category == Category.INVERSE;
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    return BARS.find(barNanos)
        .map(
            interval ->
                rest.resolve(
                    ("/v5/market/kline"
                            + "?category=%s&symbol=%s&interval=%s&start=%d&end=%d&limit=%d")
                        .formatted(
                            category.path(),
                            URLEncoder.encode(symbol, StandardCharsets.UTF_8),
                            interval,
                            fromNanos / NANOS_PER_MILLI,
                            toNanos / NANOS_PER_MILLI - 1,
                            BARS_PER_REQUEST)));
  }

  @Override
  public RequestLimit limitOf(URI request) {
    return REQUESTS;
  }

  @Override
  public Optional<Duration> limitsFor(int status, byte[] body) {
    if (status == FORBIDDEN || LimitWords.areIn(body, BANS)) {
      return Optional.of(BANNED);
    }
    return LimitWords.areIn(body, LIMIT_CODES) ? Optional.of(LIMITED) : Optional.empty();
  }

  @Override
  public int barsPerRequest() {
    return BARS_PER_REQUEST;
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    return BybitFrames.bars(symbol, barNanos, body);
  }
}
