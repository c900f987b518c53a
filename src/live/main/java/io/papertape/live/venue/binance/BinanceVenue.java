package io.papertape.live.venue.binance;

import io.papertape.live.book.BookChecksum;
import io.papertape.live.book.BookRules;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.JsonCodec;
import io.papertape.live.feed.JsonText;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.BarNames;
import io.papertape.live.venue.Groups;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Binance: trades, best prices, books (updates every 100 ms, joined to a REST snapshot of 1000
/// levels a side) and bars.
public final class BinanceVenue implements Venue {
  private static final int STREAMS_PER_FRAME = 100;
  private static final int SYMBOLS_PER_ANSWER = 100;
  private static final int BARS_PER_REQUEST = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int FORBIDDEN = 403;

  /// Ours.
  private static final Duration SHUT_OUT = Duration.ofMinutes(5);

  private static final BarNames SPOT_BARS =
      BarNames.of(
          "1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d",
          "1w");
  private static final BarNames USDM_BARS =
      BarNames.of(
          "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w");

  private final BinanceMarket market;
  private final URI socket;
  private final URI rest;
  private final BarNames barNames;

  public BinanceVenue(BinanceMarket market) {
    this(market, URI.create(market.socket()), URI.create(market.rest()));
  }

  /// The same venue at other addresses.
  public BinanceVenue(BinanceMarket market, URI socket, URI rest) {
    this.market = market;
    this.socket = socket;
    this.rest = rest;
    this.barNames = market == BinanceMarket.SPOT ? SPOT_BARS : USDM_BARS;
  }

  @Override
  public String name() {
    return market.venue();
  }

  @Override
  public String route(Stream stream) {
    return switch (market) {
      case SPOT -> "";
      case USDM ->
          switch (stream.kind()) {
            case BOOK, TOP_OF_BOOK -> "/public";
            case TRADES, BARS -> "/market";
          };
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
    return socket.resolve(routes.getFirst() + "/stream");
  }

  @Override
  public List<String> subscribe(List<Stream> streams) {
    List<String> frames = new ArrayList<>();
    for (List<Stream> group : Groups.of(STREAMS_PER_FRAME, streams)) {
      List<String> names = group.stream().map(this::streamName).toList();
      frames.add(
          "{\"method\":\"SUBSCRIBE\",\"params\":%s,\"id\":%d}"
              .formatted(JsonText.arrayOf(names), frames.size() + 1));
    }
    return frames;
  }

  private String streamName(Stream stream) {
    String symbol = stream.symbol().toLowerCase(Locale.ROOT);
    return switch (stream.kind()) {
      case TRADES -> symbol + "@" + market.trades();
      case TOP_OF_BOOK -> symbol + "@bookTicker";
      case BOOK -> symbol + "@depth@100ms";
      case BARS -> symbol + "@kline_" + barNames.get(name(), stream.barNanos().orElseThrow());
    };
  }

  @Override
  public FeedCodec codec() {
    return new JsonCodec(BinanceFrames::read);
  }

  /// None: the venue pings by the protocol of WebSocket.
  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.empty();
  }

  @Override
  public VenueLimits limits() {
    return market.limits();
  }

  @Override
  public BookRules bookRules() {
    return new BookRules(market.rule(), BookChecksum.NONE);
  }

  @Override
  public Optional<URI> bookSnapshot(String symbol) {
    return Optional.of(rest.resolve(market.path() + "/depth?limit=1000&symbol=" + encoded(symbol)));
  }

  @Override
  public FeedEvent readBookSnapshot(String symbol, byte[] body) {
    return BinanceFrames.snapshot(symbol, body);
  }

  /// USD-M tells all instruments at once; spot would too, in 10 MB and more.
  @Override
  public Optional<URI> instrument(String symbol, List<String> among) {
    return Optional.of(rest.resolve(market.path() + "/exchangeInfo" + query(symbol, among)));
  }

  private String query(String symbol, List<String> among) {
    if (market != BinanceMarket.SPOT) {
      return "";
    }
    List<String> together =
        Groups.of(SYMBOLS_PER_ANSWER, among).stream()
            .filter(group -> group.contains(symbol))
            .findFirst()
            .orElse(List.of(symbol));
    return together.size() == 1
        ? "?symbol=" + encoded(symbol)
        : "?symbols=" + encoded(JsonText.arrayOf(together));
  }

  @Override
  public InstrumentSteps readInstrument(String symbol, byte[] body) {
    return BinanceFrames.steps(symbol, body);
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    return barNames
        .find(barNanos)
        .map(
            interval ->
                rest.resolve(
                    "%s/klines?symbol=%s&interval=%s&startTime=%d&endTime=%d&limit=%d"
                        .formatted(
                            market.path(),
                            encoded(symbol),
                            interval,
                            fromNanos / NANOS_PER_MILLI,
                            toNanos / NANOS_PER_MILLI - 1,
                            BARS_PER_REQUEST)));
  }

  @Override
  public RequestLimit limitOf(URI request) {
    return market.limitOf(request.getPath());
  }

  /// 403 is the answer of the firewall to an address that asks too often; for how long is not told.
  @Override
  public Optional<Duration> limitsFor(int status, byte[] body) {
    return status == FORBIDDEN ? Optional.of(SHUT_OUT) : Optional.empty();
  }

  @Override
  public int barsPerRequest() {
    return BARS_PER_REQUEST;
  }

  @Override
  public List<FeedEvent.BarState> readBars(String symbol, long barNanos, byte[] body) {
    return BinanceFrames.bars(symbol, body);
  }

  /// On USD-M those that met no order of the book are left out.
  @Override
  public boolean numbersTrades() {
    return market == BinanceMarket.SPOT;
  }

  @Override
  public boolean identifiesTrades() {
    return true;
  }

  @Override
  public Optional<URI> clock() {
    return Optional.of(rest.resolve(market.path() + "/time"));
  }

  @Override
  public Reading readClock(byte[] body) {
    long nanos = JsonValue.parse(body).millis("serverTime");
    return new Reading(nanos, nanos + NANOS_PER_MILLI);
  }

  private static String encoded(String symbol) {
    return URLEncoder.encode(symbol, StandardCharsets.UTF_8);
  }
}
