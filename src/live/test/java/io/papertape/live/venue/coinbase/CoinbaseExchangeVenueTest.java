package io.papertape.live.venue.coinbase;

import static io.papertape.live.Decoding.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.FrameDamage;
import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.Level;
import io.papertape.live.venue.Stream;
import io.papertape.order.Side;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CoinbaseExchangeVenueTest {
  private static final String MATCH =
      """
      {"type":"match","trade_id":7,"side":"buy","size":"0.5","price":"100.25",\
      "product_id":"BTC-USD","sequence":9,"time":"1970-01-01T00:00:01.000002Z"}\
      """;
  private static final String SNAPSHOT =
      """
      {"type":"snapshot","product_id":"BTC-USD","bids":[["100.1","2"]],"asks":[["100.2","3"]]}\
      """;
  private static final String UPDATE =
      """
      {"type":"l2update","product_id":"BTC-USD","time":"1970-01-01T00:00:02Z",\
      "changes":[["buy","100.1","0"],["sell","100.2","1.5"]]}\
      """;
  private static final String TICKER =
      """
      {"type":"ticker","sequence":5,"product_id":"BTC-USD","best_bid":"100.1",\
      "best_bid_size":"2","best_ask":"100.2","best_ask_size":"3","time":"1970-01-01T00:00:03Z"}\
      """;
  private static final String SUBSCRIPTIONS =
      """
      {"type":"subscriptions","channels":[{"name":"matches","product_ids":["A","B"]}]}\
      """;

  private final CoinbaseExchangeVenue venue = new CoinbaseExchangeVenue();
  private final FeedCodec codec = venue.codec();

  @Test
  void theAggressorIsOnTheOtherSideOfTheMaker() {
    assertThat(events(codec, MATCH))
        .containsExactly(
            new FeedEvent.Trade(
                "BTC-USD", 1_000_002_000, "7", Side.SELL, 10_025_000_000L, 50_000_000));
  }

  @Test
  void aBookIsASnapshotAndItsChanges() {
    assertThat(events(codec, SNAPSHOT))
        .containsExactly(
            new FeedEvent.BookSnapshot(
                "BTC-USD",
                0,
                0,
                0,
                List.of(Level.of("100.1", "2")),
                List.of(Level.of("100.2", "3")),
                OptionalLong.empty()));
    assertThat(events(codec, UPDATE))
        .containsExactly(
            new FeedEvent.BookUpdate(
                "BTC-USD",
                2_000_000_000,
                0,
                0,
                -1,
                0,
                List.of(Level.of("100.1", "0")),
                List.of(Level.of("100.2", "1.5")),
                OptionalLong.empty()));
  }

  @Test
  void sizesOfTheTickerAreZeroWhereTheyAreNotTold() {
    assertThat(events(codec, TICKER)).containsExactly(top(200_000_000, 300_000_000));
    assertThat(
            events(
                codec,
                TICKER
                    .replace("\"best_bid_size\":\"2\",", "")
                    .replace("\"best_ask_size\":\"3\",", "")))
        .containsExactly(top(0, 0));
  }

  private static FeedEvent top(long bidSize, long askSize) {
    return new FeedEvent.TopOfBook(
        "BTC-USD", 3_000_000_000L, 5, 10_010_000_000L, bidSize, 10_020_000_000L, askSize);
  }

  @Test
  void acknowledgementsAreWhatChangesInTheListOfSubscriptions() {
    assertThat(events(codec, SUBSCRIPTIONS))
        .containsExactly(
            new FeedEvent.Acknowledged("", "matches:A", true),
            new FeedEvent.Acknowledged("", "matches:B", true));
    assertThat(events(codec, SUBSCRIPTIONS.replace("\"A\"", "\"C\"")))
        .containsExactly(
            new FeedEvent.Acknowledged("", "matches:A", false),
            new FeedEvent.Acknowledged("", "matches:C", true));
  }

  @Test
  void refusalsHeartbeatsAndStrangersAreToldApart() {
    assertThat(
            events(
                codec,
                """
                {"type":"error","message":"Failed to subscribe","reason":"X is not a product"}\
                """))
        .containsExactly(
            new FeedEvent.Refused("", "", "", "Failed to subscribe: X is not a product"));
    assertThat(
            events(
                codec,
                """
                {"type":"heartbeat","sequence":1,"last_trade_id":2,"product_id":"A",\
                "time":"1970-01-01T00:00:04Z"}\
                """))
        .containsExactly(new FeedEvent.Heartbeat(4_000_000_000L, 0));
    assertThat(events(codec, "{\"type\":\"auction\"}"))
        .containsExactly(new FeedEvent.Unknown("Type is unknown: type=auction."));
  }

  @Test
  void damagedFramesNeverThrow() {
    FrameDamage.isSurvived(venue::codec, List.of(MATCH, SNAPSHOT, UPDATE, TICKER, SUBSCRIPTIONS));
  }

  @Test
  void oneFrameAsksForEachChannelAndOneForHeartbeats() {
    assertThat(
            venue.subscribe(
                List.of(
                    Stream.of(Stream.Kind.TRADES, "BTC-USD"),
                    Stream.of(Stream.Kind.BOOK, "ETH-USD"),
                    Stream.of(Stream.Kind.TOP_OF_BOOK, "BTC-USD"))))
        .containsExactly(
            "{\"type\":\"subscribe\",\"product_ids\":[\"ETH-USD\"],"
                + "\"channels\":[\"level2_batch\"]}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"matches\"]}",
            "{\"type\":\"subscribe\",\"product_ids\":[\"BTC-USD\",\"ETH-USD\"],"
                + "\"channels\":[\"heartbeat\"]}");
  }

  @Test
  void streamedBarsAreRefused() {
    assertThatThrownBy(() -> venue.subscribe(List.of(Stream.bars("BTC-USD", 60_000_000_000L))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Venue streams no bars: venue=coinbase-exchange");
  }

  @Test
  void barsAreAskedUpToASecondBeforeTheEnd() {
    assertThat(venue.bars("BTC-USD", 60_000_000_000L, 0, 120_000_000_000L))
        .contains(
            URI.create(
                "https://api.exchange.coinbase.com/products/BTC-USD/candles?granularity=60"
                    + "&start=1970-01-01T00:00:00Z&end=1970-01-01T00:01:59Z"));
    assertThat(venue.bars("BTC-USD", 120_000_000_000L, 0, 120_000_000_000L)).isEmpty();
    assertThat(venue.bars("A/B?c", 60_000_000_000L, 0, 120_000_000_000L).orElseThrow().toString())
        .contains("/products/A%2FB%3Fc/candles?");
  }

  @Test
  void barsAreReadOldestFirst() {
    String body = "[[60,99.5,101,100,100.5,2.25],[0,1e2,102.0,101,100,1.000000005]]";

    assertThat(venue.readBars("BTC-USD", 60_000_000_000L, body.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            new FeedEvent.BarState(
                "BTC-USD",
                0,
                0,
                60_000_000_000L,
                10_100_000_000L,
                10_200_000_000L,
                10_000_000_000L,
                10_000_000_000L,
                100_000_001,
                -1,
                true),
            new FeedEvent.BarState(
                "BTC-USD",
                0,
                60_000_000_000L,
                120_000_000_000L,
                10_000_000_000L,
                10_100_000_000L,
                9_950_000_000L,
                10_050_000_000L,
                225_000_000,
                -1,
                true));
  }
}
