package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.kraken.KrakenVenue;
import io.papertape.live.venue.okx.OkxVenue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VenueIntakeTest extends HeardIntake {
  @Test
  void fetchedBarsUpToNowShowThatTheStreamIsCurrentBeforeTheNextBarCloses() {
    VenueIntake intake = intake(new BinanceVenue(BinanceMarket.SPOT));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + SECOND));
    intake.frame("binance", 1, START + 2 * SECOND, trade(1, START + 2 * SECOND));
    assertThat(take()).containsExactly("STALE STARTING", "wants bars from -2", "trade 1");

    intake.bars(0, List.of(bar(START - MINUTE)), START + SECOND, START + 2 * SECOND);
    assertThat(take()).containsExactly("bar -1");
    intake.onClock(START + 4 * SECOND);
    assertThat(take()).containsExactly("wants bars from -1");
    intake.bars(0, List.of(bar(START)), START + 4 * SECOND, START + 5 * SECOND);

    assertThat(take()).containsExactly("bar 0", "LIVE HEALTHY");
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
    intake.noBars(0, List.of(), START, START + 72 * SECOND);
    intake.onClock(START + 74 * SECOND);
    long asked = START + 74 * SECOND;
    intake.bars(0, List.of(bar(START + MINUTE)), OptionalLong.of(asked), asked, asked + SECOND);

    assertThat(take())
        .containsExactly(
            "BROKEN DISCONNECTED",
            "wants bars from 0",
            "BACKFILLED BACKFILL",
            "wants bars from 0",
            "wants the clock",
            "bar 1",
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

  /// With the bars of two minutes, which the venue has dated.
  private void begins(VenueIntake intake) {
    long now = START + SECOND;
    intake.bars(0, List.of(bar(START - MINUTE), bar(START)), OptionalLong.of(START), now, now);
  }

  @Test
  void aTradeThatIsLeftOutIsToldBeforeTheOneThatShowsIt() {
    VenueIntake intake = intake(new BinanceVenue(BinanceMarket.SPOT));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START + SECOND));
    begins(intake);
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
    begins(intake);
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

  @Test
  void aConnectionThatIsGoneIsDoubtedNoMore() {
    VenueIntake intake =
        intake(
            new BinanceVenue(BinanceMarket.SPOT), List.of(Stream.of(Stream.Kind.TRADES, SYMBOL)));
    intake.change(change(0, State.LIVE, Reason.MESSAGE_CAME, START));
    intake.change(change(0, State.LOST, Reason.BROKEN, START + SECOND));
    intake.doubt(1, true, START + SECOND);
    intake.change(
        new FeedChange(
            "venue", 0, 2, State.LIVE, Reason.MESSAGE_CAME, START + 2 * SECOND, 0, false, ""));
    take();

    intake.frame("venue", 2, START + 3 * SECOND, trade(1, START + 3 * SECOND));

    assertThat(take()).containsExactly("LIVE HEALTHY", "trade 1");
  }
}
