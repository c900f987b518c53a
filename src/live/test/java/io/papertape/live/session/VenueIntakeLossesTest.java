package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.Level;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.bitstamp.BitstampVenue;
import io.papertape.live.venue.coinbase.CoinbaseAdvancedVenue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VenueIntakeLossesTest extends HeardIntake {
  private static byte[] coinbaseTrade(int number, int id) {
    return ("{\"channel\":\"market_trades\",\"client_id\":\"\","
            + "\"timestamp\":\"2025-11-25T22:00:00.5Z\",\"sequence_num\":%d,\"events\":[{"
            + "\"type\":\"update\",\"trades\":[{\"trade_id\":\"%d\",\"product_id\":\"AAA\","
            + "\"price\":\"100\",\"size\":\"1\",\"side\":\"BUY\","
            + "\"time\":\"2025-11-25T22:00:00.4Z\"}]}]}")
        .formatted(number, id)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] coinbaseBook(int number) {
    return ("{\"channel\":\"l2_data\",\"timestamp\":\"2025-11-25T22:00:00.5Z\","
            + "\"sequence_num\":%d,\"events\":[{\"type\":\"snapshot\",\"product_id\":\"AAA\","
            + "\"updates\":[{\"side\":\"bid\",\"event_time\":\"2025-11-25T22:00:00Z\","
            + "\"price_level\":\"99\",\"new_quantity\":\"1\"},{\"side\":\"offer\","
            + "\"event_time\":\"2025-11-25T22:00:00Z\",\"price_level\":\"101\","
            + "\"new_quantity\":\"1\"}]}]}")
        .formatted(number)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aFrameThatIsLeftOutIsAGapOfTheConnectionUntilTheNext() {
    VenueIntake intake =
        intake(new CoinbaseAdvancedVenue(), List.of(Stream.of(Stream.Kind.TRADES, SYMBOL)));
    intake.frame("coinbase", 1, START + SECOND, coinbaseTrade(5, 100));
    intake.frame("coinbase", 1, START + 2 * SECOND, coinbaseTrade(6, 101));
    intake.frame("coinbase", 2, START + 2 * SECOND, coinbaseTrade(0, 102));
    assertThat(take())
        .containsExactly("STALE STARTING", "LIVE HEALTHY", "trade 100", "trade 101", "trade 102");

    intake.frame("coinbase", 1, START + 3 * SECOND, coinbaseTrade(19, 140));
    intake.frame("coinbase", 1, START + 4 * SECOND, coinbaseTrade(20, 141));

    assertThat(take())
        .containsExactly("BROKEN SEQUENCE_GAP", "trade 140", "LIVE HEALTHY", "trade 141");
    assertThat(intake.counts()).containsEntry("lost-frames", 12L);
  }

  @Test
  void aFrameThatIsLeftOutBreaksTheBooksOfItsConnectionUntilTheirNextSnapshot() {
    VenueIntake intake =
        intake(new CoinbaseAdvancedVenue(), List.of(Stream.of(Stream.Kind.BOOK, SYMBOL)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.frame("coinbase", 1, START + SECOND, coinbaseBook(0));
    take();

    intake.frame("coinbase", 1, START + 2 * SECOND, coinbaseTrade(2, 1));
    assertThat(take()).containsExactly("wants a book", "BROKEN SEQUENCE_GAP");
    intake.frame("coinbase", 1, START + 3 * SECOND, coinbaseBook(3));

    assertThat(take()).containsExactly("LIVE HEALTHY", "quote");
  }

  private static byte[] bitstampBook(String event, long micros) {
    return ("{\"data\":{\"microtimestamp\":\"%d\",\"bids\":[[\"99\",\"1\"]],"
            + "\"asks\":[[\"101\",\"1\"]]},\"channel\":\"diff_order_book_AAA\",\"event\":\"%s\"}")
        .formatted(micros, event)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static FeedEvent bitstampSnapshot(long micros) {
    return new FeedEvent.BookSnapshot(
        SYMBOL,
        micros * 1_000,
        micros,
        0,
        List.of(Level.of("99", "1")),
        List.of(Level.of("101", "1")),
        OptionalLong.empty());
  }

  @Test
  void aBookThatWasAskedForBeforeALossThatNoNumberShowsIsNotTaken() {
    VenueIntake intake = intake(new BitstampVenue(), List.of(Stream.of(Stream.Kind.BOOK, SYMBOL)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.frame("bitstamp", 1, START + 1 * SECOND, bitstampBook("data", 5));
    intake.frame("bitstamp", 1, START + 3 * SECOND, bitstampBook("news", 6));
    take();

    intake.snapshot(1, bitstampSnapshot(5), START + 2 * SECOND, START + 4 * SECOND);
    assertThat(take()).isEmpty();
    intake.frame("bitstamp", 1, START + 5 * SECOND, bitstampBook("data", 7));
    assertThat(take()).containsExactly("wants a book");

    intake.snapshot(1, bitstampSnapshot(7), START + 5 * SECOND, START + 6 * SECOND);
    assertThat(take()).containsExactly("LIVE HEALTHY", "quote");
  }

  /// Frames may stand in line behind the news that their connection is gone, and so may the answer
  /// to what was asked for it.
  @Test
  void whatStillComesOfAConnectionThatIsGoneMakesNoBook() {
    VenueIntake intake = intake(new BitstampVenue(), List.of(Stream.of(Stream.Kind.BOOK, SYMBOL)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.change(change(0, State.LOST, Reason.BROKEN, START + SECOND));
    take();

    intake.frame("bitstamp", 1, START + 2 * SECOND, bitstampBook("data", 5));
    assertThat(take()).isEmpty();
    intake.snapshot(1, bitstampSnapshot(7), START, START + 3 * SECOND);
    assertThat(take()).isEmpty();
    assertThat(intake.counts()).containsEntry("gone-connection", 2L);

    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + 4 * SECOND));
    intake.frame("bitstamp", 1, START + 5 * SECOND, bitstampBook("data", 8));
    assertThat(take()).contains("wants a book");
  }

  @Test
  void aTradeWithoutItsIdIsQuarantinedWhereTheVenueGivesThem() {
    VenueIntake intake =
        intake(
            new BinanceVenue(BinanceMarket.USDM), List.of(Stream.of(Stream.Kind.TRADES, SYMBOL)));
    byte[] trade =
        "{\"e\":\"aggTrade\",\"E\":1,\"s\":\"AAA\",\"p\":\"7\",\"q\":\"1\",\"T\":1,\"m\":false}"
            .getBytes(StandardCharsets.UTF_8);
    take();

    intake.frame("binance-usdm", 1, START + SECOND, trade);

    assertThat(take()).containsExactly("quarantined IMPOSSIBLE");
  }
}
