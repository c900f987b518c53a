package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.Level;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.bitstamp.BitstampVenue;
import io.papertape.live.venue.coinbase.CoinbaseAdvancedVenue;
import io.papertape.live.venue.kraken.KrakenVenue;
import io.papertape.live.venue.okx.OkxVenue;
import io.papertape.market.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VenueIntakeTest {
  private static final long SECOND = 1_000_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = 1_764_108_000 * SECOND;
  private static final String SYMBOL = "AAA";

  private final List<String> told = new ArrayList<>();

  /// Listens to bars and trades of one instrument.
  private VenueIntake intake(Venue venue) {
    return intake(
        venue, List.of(Stream.of(Stream.Kind.TRADES, SYMBOL), Stream.bars(SYMBOL, MINUTE)));
  }

  private VenueIntake intake(Venue venue, List<Stream> streams) {
    TapeInstrument instrument =
        new TapeInstrument(Instrument.crypto(SYMBOL), venue.name(), SYMBOL, MINUTE);
    return new VenueIntake(
        venue,
        List.of(instrument),
        streams,
        START,
        _ -> START - 2 * MINUTE,
        new Told(),
        new Asked());
  }

  private final class Told implements FeedSink {
    @Override
    public void event(int instrument, FeedEvent.OfMarket event, long receiveNanos) {
      told.add(
          switch (event) {
            case FeedEvent.Trade trade -> "trade " + trade.id();
            case FeedEvent.TopOfBook _ -> "quote";
            default -> "bar";
          });
    }

    @Override
    public void quarantined(
        int instrument, FeedEvent.OfMarket event, HealthReason reason, long receiveNanos) {
      told.add("quarantined " + reason);
    }

    @Override
    public void input(TapeEvent.InputChange change) {
      told.add(change.state() + " " + change.reason());
    }

    @Override
    public void ended() {
      told.add("ended");
    }
  }

  private final class Asked implements IntakeRequests {
    @Override
    public void said(int connection, FeedEvent event) {
      told.add("said");
    }

    @Override
    public void snapshot(int connection, String symbol) {
      told.add("wants a book");
    }

    @Override
    public void bars(int instrument, long fromNanos) {
      told.add("wants bars from " + (fromNanos - START) / MINUTE);
    }

    @Override
    public void clock() {
      told.add("wants the clock");
    }
  }

  private List<String> take() {
    List<String> taken = List.copyOf(told);
    told.clear();
    return taken;
  }

  private static FeedChange change(int line, State state, Reason reason, long atNanos) {
    return new FeedChange("venue", line, line + 1, state, reason, atNanos, 0, false, "");
  }

  private static byte[] trade(long id, long atNanos) {
    return ("{\"e\":\"trade\",\"E\":%d,\"s\":\"AAA\",\"t\":%d,\"p\":\"7\",\"q\":\"1\",\"T\":%d,"
            + "\"m\":false,\"M\":true}")
        .formatted(atNanos / 1_000_000, id, atNanos / 1_000_000)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static BarState bar(long closeNanos) {
    return new BarState(
        SYMBOL, closeNanos, closeNanos - MINUTE, closeNanos, 7, 7, 7, 7, 100_000_000, 1, true);
  }

  @Test
  void fetchedBarsUpToNowShowThatTheStreamIsCurrentBeforeTheNextBarCloses() {
    VenueIntake intake = intake(new BinanceVenue(BinanceMarket.SPOT));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + SECOND));
    intake.frame("binance", 1, START + 2 * SECOND, trade(1, START + 2 * SECOND));
    assertThat(take()).containsExactly("STALE STARTING", "wants bars from -2", "trade 1");

    intake.bars(0, List.of(bar(START - MINUTE)), START + SECOND, START + 2 * SECOND);
    assertThat(take()).containsExactly("bar");
    intake.onClock(START + 4 * SECOND);
    assertThat(take()).containsExactly("wants bars from -1");
    intake.bars(0, List.of(bar(START)), START + 4 * SECOND, START + 5 * SECOND);

    assertThat(take()).containsExactly("bar", "LIVE HEALTHY");
  }

  @Test
  void barsThatCouldNotBeHadAreAskedForAgainAndTheInputIsBackfilledUntilThen() {
    VenueIntake intake = intake(new BinanceVenue(BinanceMarket.SPOT));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + SECOND));
    intake.frame("binance", 1, START + 2 * SECOND, trade(1, START + 2 * SECOND));
    intake.bars(0, List.of(bar(START - MINUTE), bar(START)), START + SECOND, START + 2 * SECOND);
    take();

    intake.change(change(0, State.LOST, Reason.BROKEN, START + 70 * SECOND));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + 71 * SECOND));
    intake.noBars(0, List.of(), START + 72 * SECOND);
    intake.onClock(START + 74 * SECOND);
    intake.bars(0, List.of(bar(START + MINUTE)), START + 74 * SECOND, START + 75 * SECOND);

    assertThat(take())
        .containsExactly(
            "BROKEN DISCONNECTED",
            "wants bars from 0",
            "BACKFILLED BACKFILL",
            "wants bars from 0",
            "wants the clock",
            "bar",
            "LIVE HEALTHY");
  }

  @Test
  void aConnectionThatIsLostTouchesItsOwnStreamsAndAnotherDoesNotMendThem() {
    VenueIntake intake = intake(new OkxVenue());
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.change(change(1, State.LOST, Reason.BROKEN, START + 1));
    take();

    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + 2));
    assertThat(take()).isEmpty();
    intake.change(change(1, State.LIVE, Reason.MESSAGE_CAME, START + 3));

    assertThat(take()).containsExactly("wants bars from -2", "STALE STARTING");
  }

  @Test
  void aTradeThatIsLeftOutIsToldBeforeTheOneThatShowsIt() {
    VenueIntake intake = intake(new BinanceVenue(BinanceMarket.SPOT));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + SECOND));
    intake.bars(0, List.of(bar(START - MINUTE), bar(START)), START + SECOND, START + SECOND);
    intake.frame("binance", 1, START + 2 * SECOND, trade(1, START + 2 * SECOND));
    take();

    intake.frame("binance", 1, START + 3 * SECOND, trade(3, START + 3 * SECOND));
    intake.frame("binance", 1, START + 4 * SECOND, trade(4, START + 4 * SECOND));

    assertThat(take()).containsExactly("BROKEN SEQUENCE_GAP", "trade 3", "LIVE HEALTHY", "trade 4");
  }

  @Test
  void aBarWhoseEndIsToldByTheNextOneAloneIsAskedForThoughTheStreamIsNotQuiet() {
    VenueIntake intake = intake(new KrakenVenue());
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + SECOND));
    intake.bars(0, List.of(bar(START - MINUTE), bar(START)), START + SECOND, START + SECOND);
    String growing =
        "{'channel':'ohlc','type':'update','timestamp':'2025-11-25T22:00:59.900000Z','data':[{"
            + "'symbol':'AAA','open':7,'high':7,'low':7,'close':7,'trades':1,'volume':1,"
            + "'interval_begin':'2025-11-25T22:00:00.000000Z','interval':1}]}";
    intake.frame(
        "kraken",
        1,
        START + MINUTE - SECOND / 10,
        growing.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    take();

    intake.onClock(START + MINUTE + SECOND / 2);
    assertThat(take()).containsExactly("wants the clock");
    intake.onClock(START + MINUTE + SECOND);

    assertThat(take()).contains("wants bars from 0");
  }

  private static byte[] finalBar(long openNanos, long closeNanos) {
    return ("{\"e\":\"kline\",\"E\":%d,\"s\":\"AAA\",\"k\":{\"t\":%d,\"T\":%d,"
            + "\"o\":\"7\",\"h\":\"7\",\"l\":\"7\",\"c\":\"7\",\"v\":\"1\",\"n\":1,\"x\":true}}")
        .formatted(START / 1_000_000, openNanos / 1_000_000, closeNanos / 1_000_000 - 1)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aBarThatClosesFarAheadIsQuarantinedAndDoesNotEndBackfilling() {
    VenueIntake intake =
        intake(new BinanceVenue(BinanceMarket.SPOT), List.of(Stream.bars(SYMBOL, MINUTE)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + SECOND));
    take();

    long year = START + 365L * 24 * 60 * MINUTE;
    intake.frame("binance", 1, START + 2 * SECOND, finalBar(year, year + MINUTE));
    assertThat(take()).containsExactly("BACKFILLED BACKFILL", "quarantined CLOCK_STEP");

    assertThat(intake.wantedFromNanos(0)).isEqualTo(START - 2 * MINUTE);
    intake.bars(0, List.of(), START + 2 * SECOND, START + 3 * SECOND);
    intake.onClock(START + 5 * SECOND);
    assertThat(take()).contains("wants bars from -2");
    intake.change(change(0, State.LOST, Reason.BROKEN, START + 21 * MINUTE));
    intake.bars(0, List.of(), START + 21 * MINUTE, START + 21 * MINUTE);
    take();
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + 40 * MINUTE));
    assertThat(take()).containsExactly("wants bars from -2", "BACKFILLED BACKFILL");
  }

  @Test
  void aBarOfTimesThatAreNoneOfTheScheduleIsNotRemembered() {
    VenueIntake intake =
        intake(new BinanceVenue(BinanceMarket.SPOT), List.of(Stream.bars(SYMBOL, MINUTE)));

    intake.frame("binance", 1, START + 2 * SECOND, finalBar(START - SECOND, START + 59 * SECOND));

    assertThat(take()).contains("quarantined IMPOSSIBLE");
    assertThat(intake.wantedFromNanos(0)).isEqualTo(START - 2 * MINUTE);
  }

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

  private void clockReads(VenueIntake intake, long offset, long nanos) {
    intake.clock(new Venue.Reading(nanos + offset, nanos + offset), nanos, nanos);
  }

  @Test
  void afterAStepOfOurClockAStreamIsLiveOnceTheVenuesClockHasBeenReadTwiceAlike() {
    VenueIntake intake =
        intake(
            new BinanceVenue(BinanceMarket.SPOT), List.of(Stream.of(Stream.Kind.TRADES, SYMBOL)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.frame("binance", 1, START + SECOND, trade(1, START + SECOND));
    clockReads(intake, 0, START + SECOND);
    assertThat(take()).containsExactly("STALE STARTING", "LIVE HEALTHY", "trade 1");

    long later = START + 7_200 * SECOND;
    intake.onClockStep(later);
    intake.frame("binance", 1, later + SECOND, trade(2, later + SECOND));
    intake.onClock(later + SECOND);
    assertThat(take()).containsExactly("BROKEN CLOCK_STEP", "trade 2", "wants the clock");

    clockReads(intake, 0, later + 2 * SECOND);
    intake.onClock(later + 6 * SECOND);
    assertThat(take()).containsExactly("wants the clock");
    clockReads(intake, 0, later + 7 * SECOND);
    assertThat(take()).containsExactly("LIVE HEALTHY");
  }

  @Test
  void aStepOfOurClockIsToldWhateverElseIsWrong() {
    VenueIntake intake =
        intake(
            new BinanceVenue(BinanceMarket.SPOT), List.of(Stream.of(Stream.Kind.TRADES, SYMBOL)));
    intake.change(change(0, State.LOST, Reason.BROKEN, START));
    take();

    intake.onClockStep(START + SECOND);

    assertThat(take()).containsExactly("BROKEN CLOCK_STEP", "BROKEN DISCONNECTED");
  }

  @Test
  void whatMayBeOldIsStaleUntilItIsKnownToBeFreshOrItsConnectionIsGone() {
    VenueIntake intake =
        intake(
            new BinanceVenue(BinanceMarket.SPOT), List.of(Stream.of(Stream.Kind.TRADES, SYMBOL)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.frame("venue", 1, START + SECOND, trade(1, START + SECOND));
    take();
    intake.doubt(1, true, START + 2 * SECOND);
    intake.frame("venue", 1, START + 3 * SECOND, trade(2, START + 3 * SECOND));
    assertThat(take()).containsExactly("STALE LAG", "trade 2");
    intake.doubt(1, false, START + 4 * SECOND);
    intake.frame("venue", 1, START + 5 * SECOND, trade(3, START + 5 * SECOND));
    assertThat(take()).containsExactly("LIVE HEALTHY", "trade 3");

    FeedChange other =
        new FeedChange(
            "venue", 0, 2, State.LIVE, Reason.MESSAGE_CAME, START + 6 * SECOND, 0, true, "");
    FeedChange gone =
        new FeedChange(
            "venue", 0, 1, State.CLOSED, Reason.REPLACED, START + 7 * SECOND, 0, true, "");
    intake.doubt(1, true, START + 6 * SECOND);
    intake.change(other);
    assertThat(take()).containsExactly("STALE LAG");
    intake.change(gone);
    assertThat(take()).containsExactly("LIVE HEALTHY");
  }
}
