package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.transport.FeedChange.State;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Which bars [VenueIntake] asks for, and when it believes that none is missing. Bars are named by
/// the minute in which they close.
class MissedBarsTest extends HeardIntake {
  private final VenueIntake intake =
      intake(new BinanceVenue(BinanceMarket.SPOT), List.of(Stream.bars(SYMBOL, MINUTE)), START);

  /// All but that the venue's clock is asked for.
  @Override
  List<String> take() {
    return super.take().stream().filter(word -> !word.equals("wants the clock")).toList();
  }

  private void connection(int number, State state, Reason reason, long atNanos) {
    intake.change(new FeedChange("binance", 0, number, state, reason, atNanos, 0, false, ""));
  }

  private void comes(long minute) {
    long close = START + minute * MINUTE;
    String frame =
        ("{'e':'kline','E':%d,'s':'AAA','k':{'t':%d,'T':%d,'o':'7','h':'7','l':'7','c':'7',"
                + "'v':'1','n':1,'x':true}}")
            .formatted(close / 1_000_000, (close - MINUTE) / 1_000_000, close / 1_000_000 - 1);
    intake.frame(
        "binance",
        1,
        close + SECOND / 10,
        frame.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static List<BarState> bars(long... minutes) {
    return LongStream.of(minutes)
        .map(minute -> START + minute * MINUTE)
        .mapToObj(
            close ->
                new BarState(
                    SYMBOL, close, close - MINUTE, close, 7, 7, 7, 7, 100_000_000, 1, true))
        .toList();
  }

  private void answer(long atNanos, long... minutes) {
    intake.bars(0, bars(minutes), OptionalLong.of(atNanos), atNanos, atNanos);
  }

  /// A bar has come, the connection is lost for four more, and the next one comes before what is
  /// asked for.
  private void missFour() {
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 1);
    answer(START + 2);
    comes(1);
    connection(1, State.LOST, Reason.BROKEN, START + MINUTE + SECOND);
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 6 * MINUTE - SECOND);
    take();
    comes(6);
  }

  @Test
  void barsThatWereMissedAreStillAskedForWhenALiveOneHasComeAndTheirRequestHasFailed() {
    missFour();
    intake.noBars(0, List.of(), START, START + 6 * MINUTE + SECOND);
    assertThat(take()).containsExactly("bar 6");

    intake.onClock(START + 6 * MINUTE + 4 * SECOND);
    assertThat(take()).containsExactly("wants bars from 1");
    answer(START + 6 * MINUTE + 4 * SECOND, 2, 3, 4, 5, 6);

    assertThat(take()).containsExactly("bar 2", "bar 3", "bar 4", "bar 5", "bar 6", "LIVE HEALTHY");
    comes(7);
    assertThat(take()).containsExactly("bar 7");
  }

  @Test
  void aHoleIsAskedForUntilTheVenueHasAnsweredFiveTimesWithoutWhatIsInIt() {
    missFour();
    answer(START + 6 * MINUTE + SECOND, 2, 3);
    assertThat(take()).containsExactly("bar 6", "bar 2", "bar 3");

    for (int i = 1; i < 5; i++) {
      long now = START + 6 * MINUTE + SECOND + i * (2 * SECOND);
      intake.onClock(now);
      assertThat(take()).containsExactly("wants bars from 3");
      answer(now);
      assertThat(take()).isEmpty();
    }
    intake.onClock(START + 6 * MINUTE + 11 * SECOND);
    assertThat(take()).containsExactly("wants bars from 3");
    answer(START + 6 * MINUTE + 11 * SECOND);
    assertThat(take()).containsExactly("LIVE HEALTHY");
    intake.onClock(START + 6 * MINUTE + 30 * SECOND);
    assertThat(take()).isEmpty();
  }

  @Test
  void aBarThatTheVenueLeavesOutBetweenOthersIsNotAskedForAgain() {
    missFour();

    answer(START + 6 * MINUTE + SECOND, 2, 3, 5);

    assertThat(take()).containsExactly("bar 6", "bar 2", "bar 3", "bar 5", "LIVE HEALTHY");
  }

  @Test
  void aLiveBarThatSkipsOneBreaksTheInputUntilTheSkippedOneIsThere() {
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 1);
    answer(START + 2);
    comes(1);
    take();

    comes(3);
    assertThat(take()).containsExactly("wants bars from 1", "BROKEN MISSING_BAR", "bar 3");
    intake.noBars(0, List.of(), START, START + 3 * MINUTE + SECOND);
    comes(4);
    assertThat(take()).containsExactly("bar 4");
    intake.onClock(START + 4 * MINUTE + SECOND);
    assertThat(take()).containsExactly("wants bars from 1");
    answer(START + 4 * MINUTE + SECOND, 2);

    assertThat(take()).containsExactly("bar 2", "LIVE HEALTHY");
  }

  /// Of a request of several pages one without bars was answered, and the next was not.
  @Test
  void whatTheVenueHasAnsweredOfARequestThatFailedIsNotAskedForAgain() {
    missFour();
    intake.noBars(0, List.of(), START + 4 * MINUTE, START + 6 * MINUTE + SECOND);
    take();

    intake.onClock(START + 6 * MINUTE + 4 * SECOND);
    assertThat(take()).containsExactly("wants bars from 4");
    answer(START + 6 * MINUTE + 4 * SECOND, 5, 6);

    assertThat(take()).containsExactly("bar 5", "bar 6", "LIVE HEALTHY");
  }

  @Test
  void aHoleIsAskedForAnewOnceARequestWasAnsweredInParts() {
    missFour();
    intake.noBars(0, List.of(), START + 4 * MINUTE, START + 6 * MINUTE + SECOND);
    intake.onClock(START + 6 * MINUTE + 4 * SECOND);
    take();
    answer(START + 6 * MINUTE + 4 * SECOND);

    intake.onClock(START + 6 * MINUTE + 7 * SECOND);
    assertThat(take()).containsExactly("wants bars from 1");
  }

  /// Our clock is five seconds ahead of the venue's.
  @Test
  void aBarIsAskedForAndBelievedWhenItHasEndedByTheVenuesClock() {
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 1);
    answer(START + 2);
    long sent = START + 10 * SECOND;
    intake.clock(new Venue.Reading(sent - 5 * SECOND, sent - 5 * SECOND), sent, sent);
    take();

    intake.onClock(START + MINUTE + 5 * SECOND);
    assertThat(take()).isEmpty();
    intake.onClock(START + MINUTE + 6 * SECOND);
    assertThat(take()).contains("wants bars from 0");
    answer(START + MINUTE + 6 * SECOND, 1);
    assertThat(take()).contains("bar 1");

    connection(1, State.LOST, Reason.BROKEN, START + 2 * MINUTE);
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 2 * MINUTE + SECOND);
    take();
    answer(START + 2 * MINUTE + SECOND, 2); // it is under way, and its candle is read as ended

    assertThat(take()).doesNotContain("bar 2");
  }

  /// Our clock was five seconds ahead of the venue's, and is no more.
  @Test
  void aBarIsAskedForSoonAfterItsCloseOnceOurClockHasBeenSetRight() {
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 1);
    answer(START + 2);
    long sent = START + 10 * SECOND;
    intake.clock(new Venue.Reading(sent - 5 * SECOND, sent - 5 * SECOND), sent, sent);
    intake.onClockStep(START + 20 * SECOND);
    take();

    intake.onClock(START + MINUTE + SECOND);
    assertThat(take()).contains("wants bars from 0");
    answer(START + MINUTE + SECOND, 1);

    assertThat(take()).contains("bar 1");
  }

  private void undated(long atNanos, long... minutes) {
    intake.bars(0, bars(minutes), atNanos, atNanos);
  }

  /// Our clock may be ahead of the venue's, and nothing has told by how much.
  @Test
  void theNewestBarIsNotBelievedBeforeTheVenuesTimeIsKnown() {
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 2 * MINUTE + 1);
    take();
    undated(START + 2 * MINUTE + 2, 1, 2);
    assertThat(take()).containsExactly("bar 1");

    intake.onClock(START + 2 * MINUTE + 3 * SECOND);
    assertThat(take()).contains("wants bars from 1");
    answer(START + 2 * MINUTE + 3 * SECOND, 2);
    assertThat(take()).containsExactly("bar 2", "LIVE HEALTHY");
  }

  @Test
  void theVenuesDateShowsThatABarIsUnderWay() {
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 2 * MINUTE + 1);
    take();
    long sent = START + 2 * MINUTE + 2;
    intake.bars(0, bars(1, 2), OptionalLong.of(START + 2 * MINUTE - SECOND), sent, sent);

    assertThat(take()).contains("bar 1").doesNotContain("bar 2");
  }

  @Test
  void aLiveBarWaitsForThoseThatTheSessionBeginsWith() {
    connection(1, State.LIVE, Reason.MESSAGE_CAME, START + 2 * MINUTE + 1);
    comes(3);
    intake.noBars(0, List.of(), START, START + 3 * MINUTE + SECOND);
    take();

    intake.onClock(START + 3 * MINUTE + 4 * SECOND);
    comes(4);
    assertThat(take()).contains("wants bars from 0").doesNotContain("bar 3", "bar 4");
    answer(START + 3 * MINUTE + 4 * SECOND, 1, 2, 3);

    assertThat(take()).containsSubsequence("bar 1", "bar 2", "bar 3", "bar 4");
  }

  /// The session begins at 17:00 in New York, 16.5 hours before the next opening there.
  @Test
  void closedHoursAreNotAskedFor() {
    intake(
            new BinanceVenue(BinanceMarket.SPOT),
            List.of(Stream.bars(SYMBOL, MINUTE)),
            START,
            Instrument.equity(SYMBOL))
        .change(
            new FeedChange(
                "binance", 0, 1, State.LIVE, Reason.MESSAGE_CAME, START + 1, 0, false, ""));

    assertThat(take()).contains("wants bars from 990");
  }
}
