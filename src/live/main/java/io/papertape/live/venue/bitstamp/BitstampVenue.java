package io.papertape.live.venue.bitstamp;

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
import io.papertape.live.feed.TimeText;
import io.papertape.live.venue.InstrumentSteps;
import io.papertape.live.venue.RequestLimit;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.StreamsByKind;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.VenueLimits;
import io.papertape.market.FixedPoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bitstamp. Symbols are spelt `btcusd`.
///
/// A book is the changes of `diff_order_book` joined to a fetched snapshot. There is no stream of
/// best bid and ask alone: who asks for it gets `order_book`, the best 100 prices a side each time
/// anew. There are no streamed bars. The venue asks for a new connection before it closes one.
public final class BitstampVenue implements Venue {
  /// Ours: the venue states none.
  private static final int STREAMS_PER_CONNECTION = 100;

  /// Ours: the venue states none.
  private static final int FRAMES_PER_SECOND = 10;

  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(10);

  /// Answers to our heartbeats come at once.
  private static final Duration SILENCE = Duration.ofSeconds(25);

  private static final long SECOND = 1_000_000_000L;
  private static final RequestLimit REQUESTS = RequestLimit.of(8_000, Duration.ofMinutes(10));
  private static final int BARS_PER_REQUEST = 1_000;
  private static final List<Long> BAR_SECONDS =
      List.of(
          60L, 180L, 300L, 900L, 1_800L, 3_600L, 7_200L, 14_400L, 21_600L, 43_200L, 86_400L,
          259_200L);

  private final URI socket;
  private final URI rest;

  public BitstampVenue() {
    this(URI.create("wss://ws.bitstamp.net"), URI.create("https://www.bitstamp.net"));
  }

  public BitstampVenue(URI socket, URI rest) {
    this.socket = socket;
    this.rest = rest;
  }

  @Override
  public String name() {
    return "bitstamp";
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
    add(frames, "diff_order_book_", asked.symbols(Stream.Kind.BOOK));
    add(frames, "order_book_", asked.symbols(Stream.Kind.TOP_OF_BOOK));
    add(frames, "live_trades_", asked.symbols(Stream.Kind.TRADES));
    return frames;
  }

  private static void add(List<String> frames, String channel, List<String> symbols) {
    for (String symbol : symbols) {
      ObjectNode frame = JsonNodeFactory.instance.objectNode().put("event", "bts:subscribe");
      frame.putObject("data").put("channel", channel + symbol);
      frames.add(frame.toString());
    }
  }

  @Override
  public FeedCodec codec() {
    return new JsonCodec(new BitstampFrames());
  }

  @Override
  public Optional<KeepAlive> keepAlive() {
    return Optional.of(new KeepAlive("{\"event\":\"bts:heartbeat\"}", BETWEEN_HEARTBEATS));
  }

  @Override
  public VenueLimits limits() {
    return new VenueLimits(STREAMS_PER_CONNECTION, FRAMES_PER_SECOND, Duration.ZERO, SILENCE);
  }

  @Override
  public Optional<URI> bookSnapshot(String symbol) {
    return Optional.of(rest.resolve("/api/v2/order_book/%s/".formatted(symbol)));
  }

  @Override
  public BookRules bookRules() {
    return new BookRules(SequenceRule.RISING, BookChecksum.NONE);
  }

  @Override
  public FeedEvent readBookSnapshot(String symbol, byte[] body) {
    try {
      JsonValue answer = JsonValue.parse(body);
      return answer.has("reason")
          ? new FeedEvent.Refused("", symbol, answer.text("code", ""), answer.text("reason"))
          : BitstampFrames.snapshot(symbol, answer, 0);
    } catch (FrameException e) {
      return new FeedEvent.Unknown(e.getMessage());
    }
  }

  /// All instruments at once.
  @Override
  public Optional<URI> instrument(String symbol, List<String> among) {
    return Optional.of(rest.resolve("/api/v2/trading-pairs-info/"));
  }

  @Override
  public InstrumentSteps readInstrument(String symbol, byte[] body) {
    for (JsonValue one : JsonValue.parse(body).items()) {
      if (one.text("url_symbol").equals(symbol)) {
        String least = one.text("minimum_order", "0").split(" ", 2)[0];
        return new InstrumentSteps(
                InstrumentSteps.ofDecimals(one.whole("counter_decimals")),
                InstrumentSteps.ofDecimals(one.whole("base_decimals")),
                FixedPoint.parse(least))
            .quotedIn(one.text("counter_currency", InstrumentSteps.secondOf(one.text("name", ""))));
      }
    }
    throw new FrameException("Instrument is not there: symbol=%s.".formatted(symbol));
  }

  @Override
  public Optional<URI> bars(String symbol, long barNanos, long fromNanos, long toNanos) {
    if (barNanos % SECOND != 0 || !BAR_SECONDS.contains(barNanos / SECOND)) {
      return Optional.empty();
    }
    return Optional.of(
        rest.resolve(
            "/api/v2/ohlc/%s/?step=%d&limit=%d&start=%d&end=%d&exclude_current_candle=true"
                .formatted(
                    symbol,
                    barNanos / SECOND,
                    BARS_PER_REQUEST,
                    fromNanos / SECOND,
                    toNanos / SECOND - 1)));
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
    List<FeedEvent.BarState> bars = new ArrayList<>();
    for (JsonValue bar : JsonValue.parse(body).get("data").get("ohlc").items()) {
      long open = TimeText.units(bar.text("timestamp"), SECOND);
      bars.add(
          new FeedEvent.BarState(
              symbol,
              0,
              open,
              open + barNanos,
              bar.price("open"),
              bar.price("high"),
              bar.price("low"),
              bar.price("close"),
              bar.volume("volume"),
              -1,
              true));
    }
    return bars;
  }
}
