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
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class CoinbaseAdvancedVenueTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final String BOOK =
      """
      {"channel":"l2_data","timestamp":"1970-01-01T00:00:09Z","sequence_num":4,"events":[\
      {"type":"update","product_id":"BTC-USD","updates":[\
      {"side":"offer","event_time":"1970-01-01T00:00:08Z","price_level":"11","new_quantity":"0"},\
      {"side":"bid","event_time":"1970-01-01T00:00:07Z","price_level":"10","new_quantity":"2"},\
      {"side":"bid","event_time":"1970-01-01T00:00:08Z","price_level":"10.5","new_quantity":"1"}\
      ]}]}\
      """;
  private static final String TRADES =
      """
      {"channel":"market_trades","timestamp":"1970-01-01T00:00:09Z","sequence_num":0,"events":[\
      {"type":"update","trades":[\
      {"trade_id":"12","product_id":"A","price":"2","size":"1","side":"SELL",\
      "time":"1970-01-01T00:00:02Z"},\
      {"trade_id":"11","product_id":"A","price":"1","size":"1","side":"BUY",\
      "time":"1970-01-01T00:00:01Z"}]}]}\
      """;
  private static final String CANDLES =
      """
      {"channel":"candles","timestamp":"1970-01-01T00:04:00Z","sequence_num":1,"events":[\
      {"type":"update","candles":[{"start":"0","high":"4","low":"1","open":"2","close":"3",\
      "volume":"5","product_id":"A"}]}]}\
      """;

  private final CoinbaseAdvancedVenue venue = new CoinbaseAdvancedVenue();
  private final FeedCodec codec = venue.codec();

  @Test
  void theNumberOfTheFrameComesFirstAndCountsFromOne() {
    assertThat(events(codec, TRADES).getFirst())
        .isEqualTo(new FeedEvent.Heartbeat(9_000_000_000L, 1));
  }

  @Test
  void tradesStandInTheOrderOfTheirNumbersByTheTakersSide() {
    assertThat(events(codec, TRADES))
        .endsWith(
            new FeedEvent.Trade("A", 1_000_000_000, "11", Side.SELL, 100_000_000, 100_000_000),
            new FeedEvent.Trade("A", 2_000_000_000, "12", Side.BUY, 200_000_000, 100_000_000));
  }

  @Test
  void tradesFromBeforeTheSubscriptionAreIgnored() {
    assertThat(events(codec, TRADES.replace("update", "snapshot")))
        .containsExactly(
            new FeedEvent.Heartbeat(9_000_000_000L, 1),
            new FeedEvent.Ignored("trades from before the subscription"));
  }

  @Test
  void aChangeOfTheBookHappenedWhenItsLastPriceChanged() {
    assertThat(events(codec, BOOK))
        .containsExactly(
            new FeedEvent.Heartbeat(9_000_000_000L, 5),
            new FeedEvent.BookUpdate(
                "BTC-USD",
                8_000_000_000L,
                0,
                0,
                -1,
                0,
                List.of(Level.of("10", "2"), Level.of("10.5", "1")),
                List.of(Level.of("11", "0")),
                OptionalLong.empty()));
  }

  @Test
  void aSnapshotIsSortedBestFirst() {
    FeedEvent snapshot = events(codec, BOOK.replace("\"update\"", "\"snapshot\"")).getLast();

    assertThat(snapshot)
        .isEqualTo(
            new FeedEvent.BookSnapshot(
                "BTC-USD",
                9_000_000_000L,
                0,
                0,
                List.of(Level.of("10.5", "1"), Level.of("10", "2")),
                List.of(Level.of("11", "0")),
                OptionalLong.empty()));
  }

  @Test
  void aBarIsFinalWhenTheFrameIsFromAfterItsClose() {
    assertThat(events(codec, CANDLES)).contains(bar(4 * MINUTE, false));
    assertThat(events(codec, CANDLES.replace("00:04:00", "00:05:00")))
        .contains(bar(5 * MINUTE, true));
  }

  private static FeedEvent bar(long time, boolean isFinal) {
    return new FeedEvent.BarState(
        "A",
        time,
        0,
        5 * MINUTE,
        200_000_000,
        400_000_000,
        100_000_000,
        300_000_000,
        500_000_000,
        -1,
        isFinal);
  }

  @Test
  void whatIsNotKnownIsUnknown() {
    assertThat(events(codec, TRADES.replace("market_trades", "odds")))
        .containsExactly(new FeedEvent.Unknown("Channel is unknown: channel=odds."));
    assertThat(events(codec, BOOK.replace("\"bid\"", "\"left\"")))
        .containsExactly(new FeedEvent.Unknown("Side of the book is unknown: side=left."));
  }

  @Test
  void damagedFramesNeverThrow() {
    FrameDamage.isSurvived(venue::codec, List.of(BOOK, TRADES, CANDLES));
  }

  @Test
  void heartbeatsAreAlwaysAskedFor() {
    assertThat(
            venue.subscribe(
                List.of(
                    Stream.bars("BTC-USD", 5 * MINUTE),
                    Stream.of(Stream.Kind.BOOK, "BTC-USD"),
                    Stream.of(Stream.Kind.TRADES, "A\"B"))))
        .containsExactly(
            "{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}",
            "{\"type\":\"subscribe\",\"channel\":\"level2\",\"product_ids\":[\"BTC-USD\"]}",
            "{\"type\":\"subscribe\",\"channel\":\"market_trades\",\"product_ids\":[\"A\\\"B\"]}",
            "{\"type\":\"subscribe\",\"channel\":\"candles\",\"product_ids\":[\"BTC-USD\"]}");
  }

  @Test
  void barsOfAnotherLengthAreRefused() {
    assertThatThrownBy(() -> venue.subscribe(List.of(Stream.bars("BTC-USD", MINUTE))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Venue streams bars of five minutes only: venue=coinbase, barNanos=60000000000,"
                + " symbols=[BTC-USD]. Ask for trades and make the bars of them.");
  }

  @Test
  void barsAreFetchedAndRead() {
    assertThat(venue.bars("BTC-USD", MINUTE, 0, 2 * MINUTE))
        .contains(
            URI.create(
                "https://api.coinbase.com/api/v3/brokerage/market/products/BTC-USD/candles"
                    + "?granularity=ONE_MINUTE&start=0&end=119&limit=350"));
    assertThat(venue.bars("BTC-USD", 2 * MINUTE, 0, 2 * MINUTE)).isEmpty();
    String body =
        """
        {"candles":[{"start":"60","low":"1","high":"4","open":"2","close":"3","volume":"5"},\
        {"start":"0","low":"1","high":"4","open":"2","close":"3","volume":"5"}]}\
        """;
    assertThat(venue.readBars("A", MINUTE, body.getBytes(StandardCharsets.UTF_8)))
        .extracting(FeedEvent.BarState::openNanos, FeedEvent.BarState::isFinal)
        .containsExactly(Tuple.tuple(0L, true), Tuple.tuple(MINUTE, true));
  }
}
