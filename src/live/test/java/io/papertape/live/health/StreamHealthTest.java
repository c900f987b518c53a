package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.market.FixedPoint;
import io.papertape.market.InputState;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.order.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StreamHealthTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long MINUTE = 60 * SECOND;

  /// A Wednesday at noon in New York.
  private static final long START = Times.nanos(Instant.parse("2026-11-18T17:00:00Z"));

  private final StreamHealth trades = stream(StreamTraits.NUMBERED_TRADES);
  private final StreamHealth quotes = stream(StreamTraits.QUOTES);

  private static StreamHealth stream(StreamTraits traits) {
    return new StreamHealth(
        HealthSettings.DEFAULT, traits, TradingCalendar.aroundTheClock(), START);
  }

  private static Trade trade(long nanos, String id, long cents) {
    return new Trade(
        "X", START + nanos, id, Side.BUY, cents * FixedPoint.ONE / 100, FixedPoint.ONE);
  }

  private static TopOfBook quote(long nanos, long sequence, long bidCents, long askCents) {
    return new TopOfBook(
        "X",
        START + nanos,
        sequence,
        bidCents * FixedPoint.ONE / 100,
        FixedPoint.ONE,
        askCents * FixedPoint.ONE / 100,
        FixedPoint.ONE);
  }

  private static StreamState state(InputState state, HealthReason reason, long nanos) {
    return new StreamState(state, reason, START + nanos);
  }

  /// So many trades, one each so often, around a price of 100.00; the ids go on from 1.
  private void trades(int count, long everyNanos) {
    for (int i = 0; i < count; i++) {
      HealthReason judged =
          trades.onTrade(
              trade(i * everyNanos, Integer.toString(i + 1), 10_000 + i % 5),
              START + i * everyNanos + 20 * MILLI);
      assertThat(judged).isEqualTo(HealthReason.HEALTHY);
    }
  }

  @Test
  void aStreamStartsStaleAndIsLiveWithItsFirstEvent() {
    assertThat(trades.state()).isEqualTo(state(InputState.STALE, HealthReason.STARTING, 0));

    trades.onTrade(trade(5, "1", 10_000), START + 9);

    assertThat(trades.state()).isEqualTo(state(InputState.LIVE, HealthReason.HEALTHY, 9));
  }

  @Test
  void aStreamOfAFastRhythmStallsSoonerThanASlowOne() {
    trades(200, 10 * MILLI);
    long last = 199 * 10 * MILLI + 20 * MILLI;
    assertThat(trades.stallNanos()).isEqualTo(5 * SECOND);

    trades.onClock(START + last + 5 * SECOND);
    assertThat(trades.state().state()).isEqualTo(InputState.LIVE);
    trades.onClock(START + last + 5 * SECOND + 1);

    assertThat(trades.state()).isEqualTo(state(InputState.STALE, HealthReason.STALL, last));
    assertThat(trades.counts()).isEqualTo(Map.of(HealthReason.STALL, 1L));
    trades.onClock(START + last + 9 * SECOND);
    assertThat(trades.counts()).isEqualTo(Map.of(HealthReason.STALL, 1L));
  }

  @Test
  void aSlowStreamIsGivenFiveTimesItsUsualInterval() {
    trades(64, 10 * SECOND);

    assertThat(trades.stallNanos()).isEqualTo(50 * SECOND);
  }

  @Test
  void aSilenceBeyondTheCeilingIsAlwaysAStall() {
    trades(64, 4 * MINUTE);

    assertThat(trades.stallNanos()).isEqualTo(5 * MINUTE);
  }

  @Test
  void aClosedVenueDoesNotStallAndAnOpenOneCountsFromItsOpening() {
    StreamHealth nyse =
        new StreamHealth(
            HealthSettings.DEFAULT, StreamTraits.TRADES, TradingCalendar.nyse(), START);
    long beforeClose = Times.nanos(Instant.parse("2026-11-18T20:59:59Z"));
    nyse.onTrade(new Trade("X", beforeClose, "", Side.BUY, 100, 1), beforeClose);

    nyse.onClock(Times.nanos(Instant.parse("2026-11-19T03:00:00Z")));
    assertThat(nyse.state().state()).isEqualTo(InputState.LIVE);
    nyse.onClock(Times.nanos(Instant.parse("2026-11-19T14:35:00Z")));
    assertThat(nyse.state().state()).isEqualTo(InputState.LIVE);
    nyse.onClock(Times.nanos(Instant.parse("2026-11-19T14:35:01Z")));

    assertThat(nyse.state())
        .isEqualTo(
            new StreamState(
                InputState.STALE,
                HealthReason.STALL,
                Times.nanos(Instant.parse("2026-11-19T14:30:00Z"))));
  }

  @Test
  void theNightIsNoIntervalOfTheRhythm() {
    StreamHealth nyse =
        new StreamHealth(
            HealthSettings.DEFAULT, StreamTraits.TRADES, TradingCalendar.nyse(), START);
    long evening = Times.nanos(Instant.parse("2026-11-18T20:50:00Z"));
    long morning = Times.nanos(Instant.parse("2026-11-19T14:30:00Z"));
    for (int i = 0; i < 50; i++) {
      long nanos = (i < 25 ? evening : morning) + 10 * SECOND * i;
      nyse.onTrade(new Trade("X", nanos, "", Side.BUY, 100, 1), nanos);
    }

    assertThat(nyse.stallNanos()).isEqualTo(50 * SECOND);
    assertThat(nyse.counts()).isEmpty();
  }

  @Test
  void midnightIsNoPauseOfAVenueThatNeverCloses() {
    long midnight = Times.nanos(Instant.parse("2026-11-19T00:00:00Z"));
    StreamHealth stream =
        new StreamHealth(
            HealthSettings.DEFAULT, StreamTraits.TRADES, TradingCalendar.aroundTheClock(), START);
    stream.onTrade(new Trade("X", midnight - MINUTE, "", Side.BUY, 100, 1), midnight - MINUTE);

    stream.onClock(midnight + 4 * MINUTE + 1);

    assertThat(stream.state().sinceNanos()).isEqualTo(midnight - MINUTE);
    assertThat(stream.state().reason()).isEqualTo(HealthReason.STALL);
  }

  @Test
  void aNumberThatIsLeftOutBreaksTheStreamUntilItIsRepaired() {
    trades.onTrade(trade(0, "100", 10_000), START);
    trades.onTrade(trade(1, "104", 10_000), START + 1);
    trades.onTrade(trade(2, "105", 10_000), START + 2);

    assertThat(trades.state()).isEqualTo(state(InputState.BROKEN, HealthReason.SEQUENCE_GAP, 1));
    assertThat(trades.lostNumbers()).isEqualTo(3);
    trades.end(HealthReason.SEQUENCE_GAP, START + 9);
    assertThat(trades.state()).isEqualTo(state(InputState.LIVE, HealthReason.HEALTHY, 9));
  }

  @Test
  void aLossThatNobodyRepairsIsOverWithTheNextInOrder() {
    StreamHealth stream = stream(StreamTraits.TOLD_TRADES);
    stream.onTrade(trade(0, "1", 10_000), START);
    stream.onTrade(trade(1, "5", 10_000), START + 1);
    assertThat(stream.state()).isEqualTo(state(InputState.BROKEN, HealthReason.SEQUENCE_GAP, 1));

    stream.onTrade(trade(2, "6", 10_000), START + 2);

    assertThat(stream.state().state()).isEqualTo(InputState.LIVE);
    assertThat(stream.counts()).isEqualTo(Map.of(HealthReason.SEQUENCE_GAP, 1L));
  }

  @Test
  void repeatsAndDisorderAreCounted() {
    trades.onTrade(trade(0, "1", 10_000), START);
    trades.onTrade(trade(1, "3", 10_000), START + 1);

    assertThat(trades.onTrade(trade(1, "3", 10_000), START + 2)).isEqualTo(HealthReason.DUPLICATE);
    assertThat(trades.onTrade(trade(0, "2", 10_000), START + 3)).isEqualTo(HealthReason.HEALTHY);

    assertThat(trades.counts())
        .isEqualTo(
            Map.of(
                HealthReason.DUPLICATE, 1L,
                HealthReason.OUT_OF_ORDER, 1L,
                HealthReason.SEQUENCE_GAP, 1L));
    assertThat(trades.lostNumbers()).isZero();
    assertThat(trades.events()).isEqualTo(3);
  }

  @Test
  void aSilenceInTheVenuesTimesIsATimeGap() {
    StreamHealth stream = stream(StreamTraits.TRADES);
    for (int i = 0; i < 32; i++) {
      stream.onTrade(trade(i * SECOND, "", 10_000), START + i * SECOND);
    }
    stream.onTrade(trade(37 * SECOND, "", 10_000), START + 37 * SECOND);

    assertThat(stream.counts()).isEqualTo(Map.of(HealthReason.TIME_GAP, 1L));
  }

  @Test
  void aCrossedQuoteIsQuarantinedAndBreaksTheStreamUntilTheNextWholeOne() {
    quotes.onQuote(quote(0, 1, 9_999, 10_001), START);

    assertThat(quotes.onQuote(quote(1, 2, 10_002, 10_001), START + 1))
        .isEqualTo(HealthReason.CROSSED_BOOK);
    assertThat(quotes.state()).isEqualTo(state(InputState.BROKEN, HealthReason.CROSSED_BOOK, 1));
    assertThat(quotes.onQuote(quote(2, 3, 10_001, 10_001), START + 2))
        .isEqualTo(HealthReason.HEALTHY);
    assertThat(quotes.state()).isEqualTo(state(InputState.LIVE, HealthReason.HEALTHY, 2));
  }

  @Test
  void aPriceNowhereNearIsQuarantinedAndOneAloneBreaksNothing() {
    trades(40, SECOND);

    assertThat(trades.onTrade(trade(40 * SECOND, "41", 1_000), START + 40 * SECOND))
        .isEqualTo(HealthReason.BAD_TICK);
    assertThat(trades.state().state()).isEqualTo(InputState.LIVE);
    assertThat(trades.onTrade(trade(41 * SECOND, "42", 990_000), START + 41 * SECOND))
        .isEqualTo(HealthReason.BAD_TICK);
    assertThat(trades.onTrade(trade(42 * SECOND, "43", 10_001), START + 42 * SECOND))
        .isEqualTo(HealthReason.HEALTHY);
    assertThat(trades.counts()).isEqualTo(Map.of(HealthReason.BAD_TICK, 2L));
  }

  @Test
  void pricesThatAgreeOnANewLevelAreBelievedWithTheFifth() {
    trades(40, SECOND);
    List<HealthReason> judged = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      long nanos = (40 + i) * SECOND;
      judged.add(trades.onTrade(trade(nanos, Integer.toString(41 + i), 8_000 + i), START + nanos));
      if (i == 1) {
        assertThat(trades.state().reason()).isEqualTo(HealthReason.BAD_TICK);
        assertThat(trades.state().state()).isEqualTo(InputState.BROKEN);
      }
    }

    assertThat(judged)
        .containsExactly(
            HealthReason.BAD_TICK,
            HealthReason.BAD_TICK,
            HealthReason.BAD_TICK,
            HealthReason.BAD_TICK,
            HealthReason.HEALTHY,
            HealthReason.HEALTHY);
    assertThat(trades.state().state()).isEqualTo(InputState.LIVE);
  }

  @Test
  void whatIsImpossibleIsQuarantined() {
    assertThat(trades.onTrade(trade(0, "1", 0), START)).isEqualTo(HealthReason.IMPOSSIBLE);
    assertThat(quotes.onQuote(quote(0, 1, 0, 10), START)).isEqualTo(HealthReason.IMPOSSIBLE);
  }

  @Test
  void anEventLongOnItsWayIsLate() {
    trades(40, SECOND);
    trades.onTrade(trade(40 * SECOND, "41", 10_000), START + 43 * SECOND);
    assertThat(trades.state()).isEqualTo(state(InputState.STALE, HealthReason.LATE, 43 * SECOND));

    trades.onTrade(trade(44 * SECOND, "42", 10_000), START + 44 * SECOND);

    assertThat(trades.state().state()).isEqualTo(InputState.LIVE);
  }

  @Test
  void aClockFarFromOursIsAnOffsetAndOneThatJumpsAStep() {
    StreamHealth stream = stream(StreamTraits.TRADES);
    for (int i = 0; i < 64; i++) {
      stream.onTrade(trade(i * SECOND, "", 10_000), START + i * SECOND + 1_500 * MILLI);
    }
    assertThat(stream.clockOffsetNanos()).isEqualTo(-1_500 * MILLI);
    assertThat(stream.state().reason()).isEqualTo(HealthReason.CLOCK_OFFSET);
    assertThat(stream.state().state()).isEqualTo(InputState.STALE);
    for (int i = 64; i < 70; i++) {
      stream.onTrade(trade(i * SECOND, "", 10_000), START + i * SECOND + 900 * MILLI);
    }
    assertThat(stream.state().reason()).isEqualTo(HealthReason.CLOCK_STEP);
    assertThat(stream.state().state()).isEqualTo(InputState.BROKEN);
    for (int i = 70; i < 76; i++) {
      stream.onTrade(trade(i * SECOND, "", 10_000), START + i * SECOND + 900 * MILLI);
    }

    assertThat(stream.state().state()).isEqualTo(InputState.LIVE);
  }

  @Test
  void whatWasLateByAWrongClockIsNotOnceTheClockHasBeenAskedFor() {
    trades(40, SECOND);
    trades.onTrade(trade(40 * SECOND, "41", 10_000), START + 43 * SECOND);
    assertThat(trades.state().reason()).isEqualTo(HealthReason.LATE);
    assertThat(trades.doubtsClock()).isTrue();

    trades.onVenueClock(-3 * SECOND - MILLI, -3 * SECOND + MILLI, START + 44 * SECOND);
    assertThat(trades.state().reason()).isEqualTo(HealthReason.CLOCK_STEP);
    trades.onVenueClock(-MILLI, MILLI, START + 48 * SECOND);
    trades.onVenueClock(-MILLI, MILLI, START + 52 * SECOND);
    trades.onTrade(trade(53 * SECOND, "42", 10_000), START + 53 * SECOND);

    assertThat(trades.state().state()).isEqualTo(InputState.LIVE);
  }

  @Test
  void aNewConnectionIsGivenItsTime() {
    trades(40, SECOND);
    trades.begin(HealthReason.DISCONNECTED, START + 40 * SECOND);
    assertThat(trades.state().reason()).isEqualTo(HealthReason.DISCONNECTED);

    trades.onConnected(START + 60 * SECOND);
    trades.onClock(START + 64 * SECOND);

    assertThat(trades.state()).isEqualTo(state(InputState.LIVE, HealthReason.HEALTHY, 60 * SECOND));
  }

  @Test
  void anInstrumentIsAsWellAsTheWorstOfItsStreamsAndTellsEachChangeOnce() {
    InstrumentHealth instrument = new InstrumentHealth(List.of(trades, quotes));
    assertThat(instrument.change()).isEmpty();
    trades.onTrade(trade(0, "1", 10_000), START + 1);
    assertThat(instrument.change()).isEmpty();
    quotes.onQuote(quote(0, 1, 9_999, 10_001), START + 2);

    assertThat(instrument.change()).contains(state(InputState.LIVE, HealthReason.HEALTHY, 2));
    assertThat(instrument.change()).isEmpty();
    quotes.begin(HealthReason.CHECKSUM, START + 3);
    assertThat(instrument.change()).contains(state(InputState.BROKEN, HealthReason.CHECKSUM, 3));
  }

  @Test
  void barsUnderWayShowThatAStreamIsAlive() {
    StreamHealth bars = stream(StreamTraits.BARS);
    BarState underWay =
        new BarState("X", START + 5, START, START + MINUTE, 1, 1, 1, 1, 1, 1, false);

    assertThat(bars.onBar(underWay, START + 6)).isEqualTo(HealthReason.HEALTHY);

    assertThat(bars.state().state()).isEqualTo(InputState.LIVE);
  }

  @Test
  void anyStreamIsJudgedAlikeTwiceAndEachEventIsCountedOnce() {
    for (int seed = 0; seed < 50; seed++) {
      assertThat(randomRun(seed)).isEqualTo(randomRun(seed));
    }
  }

  private static List<Object> randomRun(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StreamHealth stream = stream(StreamTraits.NUMBERED_TRADES);
    List<Object> told = new ArrayList<>();
    long now = START;
    long number = 1;
    long repeats = 0;
    int count = 500;
    for (int i = 0; i < count; i++) {
      now += random.nextLong(random.nextInt(50) == 0 ? 20 * SECOND : 200 * MILLI);
      number = Math.max(1, number + random.nextInt(8) - (random.nextInt(10) == 0 ? 5 : 0));
      long cents = random.nextInt(40) == 0 ? random.nextLong(100_000) : 10_000;
      HealthReason judged =
          stream.onTrade(
              trade(now - START - random.nextLong(SECOND), Long.toString(number), cents), now);
      repeats += judged == HealthReason.DUPLICATE ? 1 : 0;
      stream.onClock(now + 1);
      told.add(judged);
      told.add(stream.state());
    }
    assertThat(stream.events() + repeats).isEqualTo(count);
    assertThat(stream.counts().getOrDefault(HealthReason.DUPLICATE, 0L)).isEqualTo(repeats);
    told.add(stream.counts());
    return told;
  }
}
