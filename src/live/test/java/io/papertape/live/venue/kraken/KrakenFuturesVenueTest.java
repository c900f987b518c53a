package io.papertape.live.venue.kraken;

import static io.papertape.live.Decoding.events;
import static org.assertj.core.api.Assertions.assertThat;

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

class KrakenFuturesVenueTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final String BOOK =
      """
      {"feed":"book","product_id":"PI_XBTUSD","side":"sell","seq":9,"price":34981,"qty":0,\
      "timestamp":5}\
      """;
  private static final String SNAPSHOT =
      """
      {"feed":"book_snapshot","product_id":"PI_XBTUSD","timestamp":4,"seq":8,"tickSize":null,\
      "bids":[{"price":34892.5,"qty":6385}],"asks":[{"price":34981,"qty":2.0}]}\
      """;
  private static final String TRADE =
      """
      {"feed":"trade","product_id":"PI_XBTUSD","uid":"u-1","side":"sell","type":"fill","seq":6,\
      "time":7,"qty":15000,"price":34969.5}\
      """;
  private static final String TICKER =
      """
      {"feed":"ticker","product_id":"PI_XBTUSD","time":3,"bid":1.5,"ask":2,"bid_size":10,\
      "ask_size":20,"funding_rate":-6.2604214e-11}\
      """;

  private final KrakenFuturesVenue venue = new KrakenFuturesVenue();
  private final FeedCodec codec = venue.codec();

  @Test
  void anUpdateIsOfOnePriceAndHasANumber() {
    assertThat(events(codec, BOOK))
        .containsExactly(
            new FeedEvent.BookUpdate(
                "PI_XBTUSD",
                5_000_000,
                9,
                9,
                -1,
                0,
                List.of(),
                List.of(Level.of("34981", "0")),
                OptionalLong.empty()));
    assertThat(events(codec, SNAPSHOT))
        .containsExactly(
            new FeedEvent.BookSnapshot(
                "PI_XBTUSD",
                4_000_000,
                8,
                0,
                List.of(Level.of("34892.5", "6385")),
                List.of(Level.of("34981", "2.0")),
                OptionalLong.empty()));
  }

  @Test
  void liquidationsAreTradesAndBlocksAreNot() {
    FeedEvent trade =
        new FeedEvent.Trade(
            "PI_XBTUSD", 7_000_000, "u-1", Side.SELL, 3_496_950_000_000L, 1_500_000_000_000L);

    assertThat(events(codec, TRADE)).containsExactly(trade);
    assertThat(events(codec, TRADE.replace("fill", "liquidation"))).containsExactly(trade);
    assertThat(events(codec, TRADE.replace("fill", "block")))
        .containsExactly(new FeedEvent.Ignored("trade agreed outside the book"));
  }

  @Test
  void theTickerIsAQuote() {
    assertThat(events(codec, TICKER))
        .containsExactly(
            new FeedEvent.TopOfBook(
                "PI_XBTUSD", 3_000_000, 0, 150_000_000, 1_000_000_000, 200_000_000, 2_000_000_000));
  }

  @Test
  void answersAreUnderstood() {
    assertThat(
            events(
                codec,
                "{\"event\":\"subscribed\",\"feed\":\"book\",\"product_ids\":[\"A\",\"B\"]}"))
        .containsExactly(
            new FeedEvent.Acknowledged("", "book:A", true),
            new FeedEvent.Acknowledged("", "book:B", true));
    assertThat(events(codec, "{\"event\":\"unsubscribed\",\"feed\":\"heartbeat\"}"))
        .containsExactly(new FeedEvent.Acknowledged("", "heartbeat", false));
    assertThat(events(codec, "{\"event\":\"error\",\"message\":\"Invalid product id\"}"))
        .containsExactly(new FeedEvent.Refused("", "", "", "Invalid product id"));
    assertThat(events(codec, "{\"feed\":\"heartbeat\",\"time\":11}"))
        .containsExactly(new FeedEvent.Heartbeat(11_000_000, 0));
    assertThat(events(codec, "{\"feed\":\"fills\"}"))
        .containsExactly(new FeedEvent.Unknown("Feed is unknown: feed=fills."));
  }

  @Test
  void damagedFramesNeverThrow() {
    FrameDamage.isSurvived(venue::codec, List.of(BOOK, SNAPSHOT, TRADE, TICKER));
  }

  @Test
  void heartbeatsAreAlwaysAskedFor() {
    assertThat(venue.subscribe(List.of(Stream.of(Stream.Kind.BOOK, "PI_XBTUSD"))))
        .containsExactly(
            "{\"event\":\"subscribe\",\"feed\":\"heartbeat\"}",
            "{\"event\":\"subscribe\",\"feed\":\"book\",\"product_ids\":[\"PI_XBTUSD\"]}");
  }

  @Test
  void barsAreFetchedAndRead() {
    assertThat(venue.bars("PI_XBTUSD", MINUTE, 0, 2 * MINUTE))
        .contains(
            URI.create(
                "https://futures.kraken.com/api/charts/v1/trade/PI_XBTUSD/1m?from=0&to=119"));
    assertThat(venue.bars("PI_XBTUSD", 7 * MINUTE, 0, 2 * MINUTE)).isEmpty();
    String body =
        """
        {"candles":[{"time":0,"open":"2","high":"4","low":"1","close":"3","volume":"5"},\
        {"time":60000,"open":"2","high":"4","low":"1","close":"3","volume":5}]}\
        """;
    assertThat(venue.readBars("A", MINUTE, body.getBytes(StandardCharsets.UTF_8)))
        .extracting(FeedEvent.BarState::openNanos, FeedEvent.BarState::isFinal)
        .containsExactly(Tuple.tuple(0L, true), Tuple.tuple(MINUTE, true));
  }
}
