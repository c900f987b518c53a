package io.papertape.live.venue.bitstamp;

import static io.papertape.live.Decoding.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.FrameDamage;
import io.papertape.live.book.BookStep;
import io.papertape.live.book.MutableBook;
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

class BitstampVenueTest {
  private static final long MINUTE = 60_000_000_000L;
  private static final String CHANGE =
      """
      {"event":"data","channel":"diff_order_book_btcusd","data":{"timestamp":"0",\
      "microtimestamp":"12","bids":[["10","0"]],"asks":[["11","3"]]}}\
      """;
  private static final String TRADE =
      """
      {"event":"trade","channel":"live_trades_btcusd","data":{"id":5,"timestamp":"1",\
      "amount":0.1,"amount_str":"0.10000000","price":10.5,"price_str":"10.50","type":1,\
      "microtimestamp":"1000007","buy_order_id":1,"sell_order_id":2}}\
      """;

  private final BitstampVenue venue = new BitstampVenue();
  private final FeedCodec codec = venue.codec();

  @Test
  void theMicrosecondsAreTheNumberOfTheBook() {
    assertThat(events(codec, CHANGE))
        .containsExactly(
            new FeedEvent.BookUpdate(
                "btcusd",
                12_000,
                12,
                12,
                -1,
                0,
                List.of(Level.of("10", "0")),
                List.of(Level.of("11", "3")),
                OptionalLong.empty()));
  }

  @Test
  void aFetchedBookIsJoinedToTheChangesAfterIt() {
    MutableBook book = new MutableBook("btcusd", venue.bookRules());
    FeedEvent.BookUpdate change = (FeedEvent.BookUpdate) events(codec, CHANGE).getFirst();
    String older = CHANGE.replace("\"12\"", "\"11\"").replace("\"3\"", "\"9\"");
    FeedEvent.BookUpdate known = (FeedEvent.BookUpdate) events(codec, older).getFirst();
    String body =
        """
        {"timestamp":"0","microtimestamp":"11","bids":[["10","1"],["9","1"]],\
        "asks":[["11","2"]]}\
        """;

    assertThat(book.apply(known)).isEqualTo(BookStep.WAITING);
    assertThat(book.apply(change)).isEqualTo(BookStep.WAITING);
    FeedEvent snapshot = venue.readBookSnapshot("btcusd", body.getBytes(StandardCharsets.UTF_8));
    assertThat(book.apply((FeedEvent.BookSnapshot) snapshot)).isEqualTo(BookStep.APPLIED);

    assertThat(book.bids(9)).containsExactly(Level.of("9", "1"));
    assertThat(book.asks(9)).containsExactly(Level.of("11", "3"));
  }

  @Test
  void aBookThatIsNotGivenIsRefusedOrUnknown() {
    String refused = "{\"status\":\"error\",\"reason\":\"Invalid pair\",\"code\":\"API5000\"}";

    assertThat(venue.readBookSnapshot("x", refused.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new FeedEvent.Refused("", "x", "API5000", "Invalid pair"));
    assertThat(venue.readBookSnapshot("x", "{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new FeedEvent.Unknown("Field is missing: field=microtimestamp."));
  }

  @Test
  void theExactTextOfATradeIsRead() {
    FeedEvent trade =
        new FeedEvent.Trade("btcusd", 1_000_007_000, "5", Side.SELL, 1_050_000_000, 10_000_000);

    assertThat(events(codec, TRADE)).containsExactly(trade);
    assertThat(events(codec, TRADE.replace("\"price\":10.5", "\"price\":10.499999999999999")))
        .containsExactly(trade);
  }

  @Test
  void answersAreUnderstood() {
    assertThat(
            events(
                codec,
                """
                {"event":"bts:subscription_succeeded","channel":"live_trades_x","data":{}}\
                """))
        .containsExactly(new FeedEvent.Acknowledged("", "live_trades_x", true));
    assertThat(
            events(
                codec,
                """
                {"event":"bts:unsubscription_succeeded","channel":"live_trades_x","data":{}}\
                """))
        .containsExactly(new FeedEvent.Acknowledged("", "live_trades_x", false));
    assertThat(
            events(
                codec,
                """
                {"event":"bts:error","channel":"","data":{"code":4009,"message":"Bad channel"}}\
                """))
        .containsExactly(new FeedEvent.Refused("", "", "4009", "Bad channel"));
    assertThat(events(codec, "{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{}}"))
        .containsExactly(new FeedEvent.Heartbeat(0, 0));
    assertThat(
            events(codec, "{\"event\":\"bts:request_reconnect\",\"channel\":\"\",\"data\":\"\"}"))
        .containsExactly(
            new FeedEvent.VenueState(
                FeedEvent.VenueState.State.CLOSING, "the venue asks for a new connection"));
  }

  @Test
  void bestPricesComeAsTheFirstHundredOfEachSide() {
    FeedEvent event = events(codec, CHANGE.replace("diff_order", "order")).getFirst();

    assertThat(event)
        .isInstanceOfSatisfying(
            FeedEvent.BookSnapshot.class, book -> assertThat(book.depth()).isEqualTo(100));
  }

  @Test
  void damagedFramesNeverThrow() {
    FrameDamage.isSurvived(venue::codec, List.of(CHANGE, TRADE));
  }

  @Test
  void oneFrameAsksForEachStream() {
    assertThat(
            venue.subscribe(
                List.of(
                    Stream.of(Stream.Kind.TRADES, "btcusd"),
                    Stream.of(Stream.Kind.BOOK, "btcusd"),
                    Stream.of(Stream.Kind.TOP_OF_BOOK, "ethusd"))))
        .containsExactly(
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"diff_order_book_btcusd\"}}",
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"order_book_ethusd\"}}",
            "{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"live_trades_btcusd\"}}");
  }

  @Test
  void barsAreFetchedWithoutTheOneUnderWay() {
    assertThat(venue.bars("btcusd", MINUTE, 0, 2 * MINUTE))
        .contains(
            URI.create(
                "https://www.bitstamp.net/api/v2/ohlc/btcusd/?step=60&limit=1000&start=0&end=119"
                    + "&exclude_current_candle=true"));
    assertThat(venue.bars("btcusd", 7 * MINUTE, 0, MINUTE)).isEmpty();
    String body =
        """
        {"data":{"pair":"BTC/USD","ohlc":[{"timestamp":"60","open":"2","high":"4","low":"1",\
        "close":"3","volume":"0.00000000"}]}}\
        """;
    assertThat(venue.readBars("btcusd", MINUTE, body.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(
            new FeedEvent.BarState(
                "btcusd",
                0,
                MINUTE,
                2 * MINUTE,
                200_000_000,
                400_000_000,
                100_000_000,
                300_000_000,
                0,
                -1,
                true));
    assertThat(venue.bookSnapshot("btcusd"))
        .contains(URI.create("https://www.bitstamp.net/api/v2/order_book/btcusd/"));
  }
}
