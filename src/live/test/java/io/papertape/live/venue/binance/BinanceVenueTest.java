package io.papertape.live.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.Decoding;
import io.papertape.live.FrameDamage;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.Acknowledged;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.BookSnapshot;
import io.papertape.live.feed.FeedEvent.BookUpdate;
import io.papertape.live.feed.FeedEvent.Ignored;
import io.papertape.live.feed.FeedEvent.Refused;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.live.feed.FeedEvent.Unknown;
import io.papertape.live.feed.FeedEvent.VenueState;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.Volume;
import io.papertape.live.venue.Stream;
import io.papertape.order.Side;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BinanceVenueTest {
  private static final long ONE = 100_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long MINUTE = 60_000 * MILLI;

  private static final String TRADE =
      "{\"stream\":\"aaabbb@trade\",\"data\":{\"e\":\"trade\",\"E\":1700000000005,\"s\":\"AAABBB\","
          + "\"t\":77,\"p\":\"2.50000000\",\"q\":\"4.00000000\",\"T\":1700000000003,"
          + "\"m\":true,\"M\":true}}";
  private static final String DEPTH =
      "{\"e\":\"depthUpdate\",\"E\":1700000000009,\"T\":1700000000008,\"s\":\"AAABBB\",\"U\":11,"
          + "\"u\":14,\"pu\":10,\"b\":[[\"2.4\",\"1\"]],\"a\":[[\"2.6\",\"0.000\"]]}";
  private static final String BAR =
      "{\"e\":\"kline\",\"E\":1700000100001,\"s\":\"AAABBB\",\"k\":{\"t\":1700000040000,"
          + "\"T\":1700000099999,\"s\":\"AAABBB\",\"i\":\"1m\",\"f\":-1,\"L\":-1,\"o\":\"2.5\","
          + "\"c\":\"2.4\",\"h\":\"2.7\",\"l\":\"2.3\",\"v\":\"10\",\"n\":3,\"x\":true}}";

  private final BinanceVenue spot = new BinanceVenue(BinanceMarket.SPOT);
  private final BinanceVenue usdm = new BinanceVenue(BinanceMarket.USDM);

  private FeedEvent decode(String frame) {
    List<FeedEvent> events = Decoding.events(spot.codec(), frame);
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aBuyerWhoWaitedMeansThatTheSellerCameLast() {
    long nanos = 1_700_000_000_003L * MILLI;
    assertThat(decode(TRADE))
        .isEqualTo(new Trade("AAABBB", nanos, "77", Side.SELL, 5 * ONE / 2, 4 * ONE));
    assertThat(
            decode(
                "{\"e\":\"aggTrade\",\"E\":5,\"s\":\"AAABBB\",\"a\":9,\"p\":\"2\",\"q\":\"1\","
                    + "\"f\":1,\"l\":3,\"T\":4,\"m\":false}"))
        .isEqualTo(new Trade("AAABBB", 4 * MILLI, "9", Side.BUY, 2 * ONE, ONE));
  }

  @Test
  void tradesThatMetNoOrderOfTheBookAreNoMarketPrices() {
    assertThat(
            decode(
                "{\"e\":\"trade\",\"E\":5,\"T\":5,\"s\":\"AAABBB\",\"t\":1,\"p\":\"2\","
                    + "\"q\":\"1\",\"X\":\"ADL\",\"m\":true}"))
        .isEqualTo(new Ignored("trade ADL"));
  }

  @Test
  void readsTheBestPricesOfBothMarkets() {
    assertThat(
            decode(
                "{\"u\":40,\"s\":\"AAABBB\",\"b\":\"2.4\",\"B\":\"1\",\"a\":\"2.6\","
                    + "\"A\":\"3\"}"))
        .isEqualTo(new TopOfBook("AAABBB", 0, 40, 24 * ONE / 10, ONE, 26 * ONE / 10, 3 * ONE));
    assertThat(
            decode(
                "{\"e\":\"bookTicker\",\"u\":40,\"s\":\"AAABBB\",\"b\":\"2.4\",\"B\":\"1\","
                    + "\"a\":\"2.6\",\"A\":\"3\",\"T\":7,\"E\":8}"))
        .isEqualTo(
            new TopOfBook("AAABBB", 7 * MILLI, 40, 24 * ONE / 10, ONE, 26 * ONE / 10, 3 * ONE));
  }

  @Test
  void readsUpdatesWithTheNumberBeforeWhereItIsTold() {
    BookUpdate expected =
        new BookUpdate(
            "AAABBB",
            1_700_000_000_008L * MILLI,
            11,
            14,
            10,
            0,
            List.of(Level.of("2.4", "1")),
            List.of(Level.of("2.6", "0.000")),
            OptionalLong.empty());
    assertThat(decode(DEPTH)).isEqualTo(expected);
    FeedEvent ofSpot = decode(DEPTH.replace("\"pu\":10,", "").replace("\"T\":1700000000008,", ""));
    assertThat(((BookUpdate) ofSpot).previousSequence()).isEqualTo(-1);
    assertThat(((BookUpdate) ofSpot).venueNanos()).isEqualTo(1_700_000_000_009L * MILLI);
  }

  @Test
  void aBarEndsAfterTheLastMillisecondTold() {
    assertThat(decode(BAR))
        .isEqualTo(
            new BarState(
                "AAABBB",
                1_700_000_100_001L * MILLI,
                1_700_000_040_000L * MILLI,
                1_700_000_100_000L * MILLI,
                25 * ONE / 10,
                27 * ONE / 10,
                23 * ONE / 10,
                24 * ONE / 10,
                10 * ONE,
                3,
                true));
  }

  /// As of PEPE on a busy day: 13 000 000 000.5 units in a minute.
  @Test
  void aBarHasAVolumeBeyondThatOfAnyOrder() {
    Volume volume = new Volume(130_000_000_005L * (ONE / 100), 10);
    FeedEvent told = decode(BAR.replace("\"v\":\"10\"", "\"v\":\"13000000000.5\""));
    assertThat(((BarState) told).volume()).isEqualTo(volume);
    String rows =
        "[[1700000040000,\"2.5\",\"2.7\",\"2.3\",\"2.4\",\"13000000000.5\",1700000099999,"
            + "\"24\",3,\"5\",\"12\",\"0\"]]";
    assertThat(spot.readBars("AAABBB", MINUTE, bytes(rows)))
        .extracting(BarState::volume)
        .containsExactly(volume);
  }

  @Test
  void understandsAnswersAndTheEndOfTheConnection() {
    assertThat(decode("{\"result\":null,\"id\":3}")).isEqualTo(new Acknowledged("3", "", true));
    assertThat(decode("{\"code\":2,\"msg\":\"Invalid request\",\"id\":4}"))
        .isEqualTo(new Refused("4", "", "2", "Invalid request"));
    assertThat(decode("{\"error\":{\"code\":3,\"msg\":\"Invalid JSON\"},\"id\":5}"))
        .isEqualTo(new Refused("5", "", "3", "Invalid JSON"));
    assertThat(decode("{\"e\":\"serverShutdown\",\"E\":1}"))
        .isEqualTo(new VenueState(VenueState.State.CLOSING, "serverShutdown"));
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThat(decode("{\"e\":\"news\",\"E\":1}"))
        .isEqualTo(new Unknown("Event type is not known: e=news."));
    assertThat(decode("[1]")).isEqualTo(new Unknown("Frame is not known: array of 1."));
    assertThat(decode(TRADE.replace("2.50000000", "0.123456789")))
        .isEqualTo(
            new Unknown(
                "Price has more than 8 decimals: text=0.123456789. Books are kept to 10^-8."));
    assertThat(decode("{\"stream\":\"x@depth5\",\"data\":{\"lastUpdateId\":1,\"bids\":[]}}"))
        .isEqualTo(new Ignored("partial depth"));
  }

  @Test
  void quantitiesBeyondTheEighthDecimalAreRounded() {
    FeedEvent event = decode(TRADE.replace("4.00000000", "4.123456785"));

    assertThat(((Trade) event).quantity()).isEqualTo(412_345_679);
  }

  @Test
  void survivesDamagedFrames() {
    FrameDamage.isSurvived(spot::codec, List.of(TRADE, DEPTH, BAR));
  }

  @Test
  void fetchesTheBookByRest() {
    assertThat(spot.bookSnapshot("A&B"))
        .contains(URI.create("https://api.binance.com/api/v3/depth?limit=1000&symbol=A%26B"));
    assertThat(usdm.bookSnapshot("AAABBB"))
        .contains(URI.create("https://fapi.binance.com/fapi/v1/depth?limit=1000&symbol=AAABBB"));
    assertThat(
            spot.readBookSnapshot(
                "AAABBB",
                bytes("{\"lastUpdateId\":9,\"bids\":[[\"1\",\"2\"]],\"asks\":[[\"3\",\"4\"]]}")))
        .isEqualTo(
            new BookSnapshot(
                "AAABBB",
                0,
                9,
                0,
                List.of(Level.of("1", "2")),
                List.of(Level.of("3", "4")),
                OptionalLong.empty()));
    assertThat(spot.readBookSnapshot("X", bytes("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}")))
        .isEqualTo(new Refused("", "X", "-1121", "Invalid symbol."));
    assertThat(spot.readBookSnapshot("X", bytes("<html>"))).isInstanceOf(Unknown.class);
  }

  @Test
  void fetchesBarsByRest() {
    long from = 1_700_000_040_000L * MILLI;
    assertThat(spot.bars("AAABBB", MINUTE, from, from + 2 * MINUTE))
        .contains(
            URI.create(
                "https://api.binance.com/api/v3/klines?symbol=AAABBB&interval=1m"
                    + "&startTime=1700000040000&endTime=1700000159999&limit=1000"));
    assertThat(spot.bars("AAABBB", 7, 0, 1)).isEmpty();
    assertThat(usdm.bars("AAABBB", 1_000 * MILLI, 0, 1)).isEmpty();
    assertThat(
            spot.readBars(
                "AAABBB",
                MINUTE,
                bytes(
                    "[[1700000040000,\"2.5\",\"2.7\",\"2.3\",\"2.4\",\"10\",1700000099999,"
                        + "\"24\",3,\"5\",\"12\",\"0\"]]")))
        .containsExactly(
            new BarState(
                "AAABBB",
                0,
                from,
                from + MINUTE,
                25 * ONE / 10,
                27 * ONE / 10,
                23 * ONE / 10,
                24 * ONE / 10,
                10 * ONE,
                3,
                true));
    assertThatThrownBy(
            () -> spot.readBars("X", MINUTE, bytes("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}")))
        .isInstanceOf(FrameException.class)
        .hasMessage("Bars are refused: symbol=X, code=-1121, message=Invalid symbol..");
  }

  @Test
  void asksForStreamsInPortions() {
    List<Stream> streams = new ArrayList<>();
    streams.add(Stream.of(Stream.Kind.TRADES, "AAABBB"));
    streams.add(Stream.of(Stream.Kind.TOP_OF_BOOK, "AAABBB"));
    streams.add(Stream.of(Stream.Kind.BOOK, "AAABBB"));
    streams.add(Stream.bars("AAABBB", MINUTE));
    assertThat(spot.socket(streams)).isEqualTo(URI.create("wss://stream.binance.com:9443/stream"));
    assertThat(spot.subscribe(streams))
        .containsExactly(
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"aaabbb@trade\",\"aaabbb@bookTicker\","
                + "\"aaabbb@depth@100ms\",\"aaabbb@kline_1m\"],\"id\":1}");

    for (int i = 0; i < 97; i++) {
      streams.add(Stream.of(Stream.Kind.TRADES, "S" + i));
    }
    assertThat(spot.subscribe(streams))
        .hasSize(2)
        .last()
        .isEqualTo("{\"method\":\"SUBSCRIBE\",\"params\":[\"s96@trade\"],\"id\":2}");
    assertThat(spot.keepAlive()).isEmpty();
  }

  @Test
  void refusesABarLengthThatIsNotServed() {
    assertThatThrownBy(() -> usdm.subscribe(List.of(Stream.bars("X", 1_000 * MILLI))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Bars of this length are not served: venue=binance-usdm, barNanos=1000000000."
                + " Choose one of [1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 8h, 12h, 1d, 3d, 1w].");
  }

  @Test
  void usdmServesBooksAndTheRestOnDifferentSockets() {
    Stream trades = Stream.of(Stream.Kind.TRADES, "X");
    Stream book = Stream.of(Stream.Kind.BOOK, "X");
    Stream bars = Stream.bars("X", MINUTE);

    assertThat(usdm.connections(List.of(trades, book, bars)))
        .containsExactly(List.of(trades, bars), List.of(book));
    assertThat(usdm.socket(List.of(book)))
        .isEqualTo(URI.create("wss://fstream.binance.com/public/stream"));
    assertThat(usdm.socket(List.of(trades, bars)))
        .isEqualTo(URI.create("wss://fstream.binance.com/market/stream"));
    assertThat(usdm.subscribe(List.of(trades)).getFirst()).contains("x@aggTrade");
    assertThatThrownBy(() -> usdm.socket(List.of(trades, book)))
        .hasMessage(
            "Streams need one route: venue=binance-usdm, routes=[/market, /public]."
                + " Split them by connections().");
  }
}
