package io.papertape.live.venue.kraken;

import static io.papertape.live.Decoding.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.FrameDamage;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.VenueState.State;
import io.papertape.live.feed.Level;
import io.papertape.live.feed.Volume;
import io.papertape.live.venue.Stream;
import io.papertape.order.Side;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class KrakenVenueTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final String ACKNOWLEDGED =
      """
      {"method":"subscribe","req_id":1,"result":{"channel":"book","depth":100,"snapshot":true,\
      "symbol":"A/B","warnings":["old"]},"success":true,"time_in":"x","time_out":"y"}\
      """;
  private static final String BOOK =
      """
      {"channel":"book","type":"update","data":[{"symbol":"A/B","bids":[{"price":0.10,\
      "qty":1e-08}],"asks":[],"checksum":7,"timestamp":"1970-01-01T00:00:01Z"}]}\
      """;
  private static final String TRADE =
      """
      {"channel":"trade","type":"update","data":[{"symbol":"A/B","side":"sell","price":2,\
      "qty":0.5,"ord_type":"limit","trade_id":3,"timestamp":"1970-01-01T00:00:01Z"}]}\
      """;
  private static final String TICKER =
      """
      {"channel":"ticker","type":"update","data":[{"symbol":"A/B","bid":1,"bid_qty":2,"ask":3,\
      "ask_qty":4,"timestamp":"1970-01-01T00:00:01Z"}]}\
      """;
  private static final String OHLC =
      """
      {"channel":"ohlc","type":"update","timestamp":"1970-01-01T00:00:30Z","data":[{\
      "symbol":"A/B","open":2,"high":4,"low":1,"close":3,"trades":5,"volume":6,"vwap":2,\
      "interval_begin":"1970-01-01T00:00:00Z","interval":1}]}\
      """;
  private static final String STATUS =
      """
      {"channel":"status","type":"update","data":[{"version":"2.0","system":"online"}]}\
      """;

  private final KrakenVenue venue = new KrakenVenue();
  private final FeedCodec codec = venue.codec();

  @Test
  void theDepthOfABookIsThatOfItsAcknowledgement() {
    assertThat(events(codec, BOOK)).containsExactly(update(10));
    assertThat(events(codec, ACKNOWLEDGED))
        .containsExactly(
            new FeedEvent.Acknowledged("1", "book:A/B", true),
            new FeedEvent.Ignored("warning: old"));
    assertThat(events(codec, BOOK)).containsExactly(update(100));
  }

  private static FeedEvent update(int depth) {
    return new FeedEvent.BookUpdate(
        "A/B",
        1_000_000_000,
        0,
        0,
        -1,
        depth,
        List.of(new Level(10_000_000, 1, "0.10", "0.00000001")),
        List.of(),
        OptionalLong.of(7));
  }

  @Test
  void theSideOfATradeIsTheTakers() {
    assertThat(events(codec, TRADE))
        .containsExactly(
            new FeedEvent.Trade("A/B", 1_000_000_000, "3", Side.SELL, 200_000_000, 50_000_000));
    assertThat(events(codec, TRADE.replace("update", "snapshot")))
        .containsExactly(new FeedEvent.Ignored("trades from before the subscription"));
  }

  @Test
  void theTickerIsAQuoteAndAnEmptySideIsZero() {
    assertThat(events(codec, TICKER))
        .containsExactly(
            new FeedEvent.TopOfBook(
                "A/B", 1_000_000_000, 0, 100_000_000, 200_000_000, 300_000_000, 400_000_000));
    assertThat(events(codec, TICKER.replace("\"bid\":1,\"bid_qty\":2", "\"bid\":0,\"bid_qty\":0")))
        .containsExactly(
            new FeedEvent.TopOfBook("A/B", 1_000_000_000, 0, 0, 0, 300_000_000, 400_000_000));
  }

  @Test
  void aBarIsFinalAfterItsCloseByTheFramesTime() {
    assertThat(events(codec, OHLC)).containsExactly(bar(MINUTE / 2, false));
    assertThat(events(codec, OHLC.replace("00:00:30", "00:01:00")))
        .containsExactly(bar(MINUTE, true));
  }

  private static FeedEvent bar(long time, boolean isFinal) {
    return new FeedEvent.BarState(
        "A/B",
        time,
        0,
        MINUTE,
        200_000_000,
        400_000_000,
        100_000_000,
        300_000_000,
        600_000_000,
        5,
        isFinal);
  }

  @Test
  void theVenuesStatesAreUnderstood() {
    assertThat(events(codec, STATUS))
        .containsExactly(new FeedEvent.VenueState(State.ONLINE, "online, version 2.0"));
    assertThat(events(codec, STATUS.replace("online", "maintenance")))
        .containsExactly(new FeedEvent.VenueState(State.MAINTENANCE, "maintenance, version 2.0"));
    assertThat(events(codec, STATUS.replace("online", "post_only")))
        .containsExactly(new FeedEvent.VenueState(State.LIMITED, "post_only, version 2.0"));
    assertThat(events(codec, STATUS.replace("online", "asleep")))
        .containsExactly(new FeedEvent.Unknown("State of the venue is unknown: state=asleep."));
  }

  @Test
  void answersAreUnderstood() {
    assertThat(
            events(
                codec,
                """
                {"error":"Currency pair not supported X","method":"subscribe","req_id":9,\
                "success":false,"symbol":"X"}\
                """))
        .containsExactly(new FeedEvent.Refused("9", "X", "", "Currency pair not supported X"));
    assertThat(
            events(
                codec, "{\"method\":\"pong\",\"req_id\":4,\"time_out\":\"1970-01-01T00:00:05Z\"}"))
        .containsExactly(new FeedEvent.Heartbeat(5_000_000_000L, 0));
    assertThat(events(codec, ACKNOWLEDGED.replace("subscribe", "unsubscribe")).getFirst())
        .isEqualTo(new FeedEvent.Acknowledged("1", "book:A/B", false));
    assertThat(events(codec, "{\"method\":\"dance\",\"success\":true}"))
        .containsExactly(new FeedEvent.Unknown("Method is unknown: method=dance."));
  }

  @Test
  void damagedFramesNeverThrow() {
    FrameDamage.isSurvived(venue::codec, List.of(ACKNOWLEDGED, BOOK, TRADE, TICKER, OHLC, STATUS));
  }

  @Test
  void requestsAreNumbered() {
    assertThat(
            venue.subscribe(
                List.of(
                    Stream.of(Stream.Kind.BOOK, "BTC/USD"),
                    Stream.of(Stream.Kind.TOP_OF_BOOK, "BTC/USD"),
                    Stream.of(Stream.Kind.TRADES, "BTC/USD"),
                    Stream.of(Stream.Kind.TRADES, "ETH/USD"),
                    Stream.bars("BTC/USD", 5 * MINUTE))))
        .containsExactly(
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"book\",\"symbol\":[\"BTC/USD\"],"
                + "\"snapshot\":true,\"depth\":25},\"req_id\":1}",
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ticker\",\"symbol\":[\"BTC/USD\"],"
                + "\"snapshot\":true,\"event_trigger\":\"bbo\"},\"req_id\":2}",
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"trade\",\"symbol\":[\"BTC/USD\","
                + "\"ETH/USD\"],\"snapshot\":false},\"req_id\":3}",
            "{\"method\":\"subscribe\",\"params\":{\"channel\":\"ohlc\",\"symbol\":[\"BTC/USD\"],"
                + "\"snapshot\":false,\"interval\":5},\"req_id\":4}");
  }

  @Test
  void barsOfALengthThatTheVenueHasNotAreRefused() {
    assertThatThrownBy(() -> venue.subscribe(List.of(Stream.bars("BTC/USD", 2 * MINUTE))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Venue streams no bars of this length: venue=kraken, barNanos=120000000000,"
                + " symbols=[BTC/USD]. Minutes that it has:"
                + " [1, 5, 15, 30, 60, 240, 1440, 10080, 21600].");
    assertThat(venue.bars("BTC/USD", 2 * MINUTE, 0, MINUTE)).isEmpty();
  }

  @Test
  void barsAreFetchedAndTheLastOneIsUnderWay() {
    assertThat(venue.bars("BTC/USD", MINUTE, 2 * MINUTE, 4 * MINUTE))
        .contains(
            URI.create("https://api.kraken.com/0/public/OHLC?pair=BTC%2FUSD&interval=1&since=119"));
    String body =
        """
        {"error":[],"result":{"XXBTZUSD":[[0,"2","4","1","3","2.5","6",7],\
        [60,"3","3","3","3","0","0",0]],"last":0}}\
        """;
    assertThat(venue.readBars("BTC/USD", MINUTE, body.getBytes(StandardCharsets.UTF_8)))
        .extracting(
            FeedEvent.BarState::openNanos,
            FeedEvent.BarState::volume,
            FeedEvent.BarState::trades,
            FeedEvent.BarState::isFinal)
        .containsExactly(
            Tuple.tuple(0L, new Volume(600_000_000L, 1), 7L, true),
            Tuple.tuple(MINUTE, new Volume(0, 1), 0L, false));
    assertThatThrownBy(
            () ->
                venue.readBars(
                    "X",
                    MINUTE,
                    "{\"error\":[\"EQuery:Unknown asset pair\"]}".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("Venue refuses bars: error=EQuery:Unknown asset pair.");
  }
}
