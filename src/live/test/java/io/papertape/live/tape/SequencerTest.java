package io.papertape.live.tape;

import static io.papertape.live.tape.Feed.MILLI;
import static io.papertape.live.tape.Feed.MINUTE;
import static io.papertape.live.tape.Feed.SECOND;
import static io.papertape.live.tape.Feed.at;
import static io.papertape.live.tape.Feed.bar;
import static io.papertape.live.tape.Feed.quote;
import static io.papertape.live.tape.Feed.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.Arrival;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.ClockReading;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeEvent.Outage;
import io.papertape.live.tape.TapeEvent.Quarantined;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.live.tape.TapeEvent.TapedTradeTick;
import io.papertape.market.FixedPoint;
import io.papertape.market.InputState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencerTest {
  private final List<TapeMoment> told = new ArrayList<>();
  private final Sequencer sequencer =
      new Sequencer(RandomTape.INSTRUMENTS, SequencerSettings.DEFAULT, at(0), told::add);

  private static OperatorCommand kill(long receiveNanos) {
    return new OperatorCommand(at(receiveNanos), Command.KILL, "me", "test");
  }

  private TapeEvent last() {
    return told.getLast().events().getLast();
  }

  private List<Long> times() {
    return told.stream().map(moment -> moment.timeNanos() - RandomTape.START).toList();
  }

  @Test
  void eachQuoteAndTradeTickIsAMomentAtItsVenueTimeMadeStrictlyIncreasing() {
    sequencer.onEvent(0, quote(1_000, 1, 100), at(5_000));
    sequencer.onEvent(1, quote(1_000, 1, 50), at(5_001));
    sequencer.onEvent(0, trade(1_000, "7", 100), at(5_002));
    sequencer.onEvent(1, quote(2_000, 2, 51), at(5_003));

    assertThat(times()).containsExactly(1_000L, 1_001L, 1_002L, 2_000L);
    assertThat(told.getFirst().events())
        .containsExactly(
            new TapedQuote(
                0,
                at(1_000),
                at(5_000),
                Arrival.IN_ORDER,
                1,
                FixedPoint.ofUnits(100),
                FixedPoint.ONE,
                FixedPoint.ofUnits(101),
                FixedPoint.ONE));
  }

  @Test
  void quotesThatAreNumberedAnewAreNoRepeats() {
    sequencer.onEvent(0, quote(1 * SECOND, 1, 100), at(1 * SECOND));
    sequencer.onEvent(0, quote(2 * SECOND, 2, 101), at(2 * SECOND));
    sequencer.onEvent(0, quote(4 * SECOND, 1, 102), at(4 * SECOND));
    sequencer.onEvent(0, quote(1 * SECOND, 1, 100), at(5 * SECOND));

    assertThat(times()).containsExactly(1 * SECOND, 2 * SECOND, 4 * SECOND);
  }

  @Test
  void barsOfOneCloseAreOneMomentInTheOrderOfTheInstruments() {
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 100));
    sequencer.onEvent(0, quote(MINUTE, 1, 100), at(MINUTE + 101));
    assertThat(told).isEmpty();
    assertThat(sequencer.heldEvents()).isEqualTo(2);

    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 102));

    assertThat(times()).containsExactly(MINUTE, MINUTE + 1);
    assertThat(told.getFirst().events())
        .extracting(event -> ((TapedBar) event).instrument())
        .containsExactly(0, 1);
    assertThat(last()).isInstanceOf(TapedQuote.class);
  }

  @Test
  void whatBelongsBeforeTheCloseIsToldWhileLaterEventsAreHeld() {
    sequencer.onEvent(0, quote(MINUTE + 5, 2, 100), at(MINUTE + 100));
    sequencer.onEvent(0, quote(MINUTE - 5, 1, 99), at(MINUTE + 200));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 300));
    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 400));

    assertThat(times()).containsExactly(MINUTE - 5, MINUTE, MINUTE + 5);
    assertThat(((TapedQuote) last()).arrival()).isEqualTo(Arrival.IN_ORDER);
  }

  @Test
  void aBarThatDoesNotComeWithinTheGraceIsMissingAndLaterBackfilled() {
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 100));
    sequencer.onClock(at(MINUTE + 100 + 2 * SECOND - 1));
    assertThat(told).isEmpty();

    sequencer.onClock(at(MINUTE + 100 + 2 * SECOND));
    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 4 * SECOND));

    assertThat(told.getFirst().timeNanos()).isEqualTo(at(MINUTE));
    assertThat(told.getFirst().events().getFirst())
        .isEqualTo(new MissingBar(0, at(MINUTE + 100 + 2 * SECOND), at(0), at(MINUTE)));
    assertThat(told.getFirst().events().get(1))
        .extracting(event -> ((TapedBar) event).origin())
        .isEqualTo(BarOrigin.LIVE);
    assertThat(last())
        .extracting(event -> ((TapedBar) event).origin())
        .isEqualTo(BarOrigin.BACKFILLED);
    assertThat(told.getLast().timeNanos()).isGreaterThan(at(MINUTE));
  }

  @Test
  void theGraceAlsoEndsByWhatIsReceived() {
    sequencer.onEvent(0, quote(MINUTE + 5, 1, 100), at(MINUTE + 100));
    sequencer.onEvent(0, quote(MINUTE + 9, 2, 101), at(MINUTE + 3 * SECOND));

    assertThat(times()).containsExactly(MINUTE, MINUTE + 5, MINUTE + 9);
    assertThat(told.getFirst().events()).hasOnlyElementsOfType(MissingBar.class).hasSize(2);
  }

  @Test
  void anEmptyBarIsToldAsEmptyWithTheLastClose() {
    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 1));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 2));
    BarState empty = bar(2, 0, 0, true);
    sequencer.onEvent(0, empty, at(2 * MINUTE + 1));
    sequencer.onEvent(1, bar(2, 51), at(2 * MINUTE + 2));

    TapedBar bar = (TapedBar) told.getLast().events().getFirst();
    assertThat(bar.origin()).isEqualTo(BarOrigin.EMPTY);
    assertThat(bar.close()).isEqualTo(FixedPoint.ofUnits(100));
    assertThat(bar.low()).isEqualTo(FixedPoint.ofUnits(100));
    assertThat(bar.volume()).isZero();
  }

  @Test
  void repeatsAreDroppedAndCountedByReason() {
    sequencer.onEvent(0, trade(1, "7", 100), at(10));
    sequencer.onEvent(0, trade(1, "7", 100), at(11));
    sequencer.onEvent(1, trade(1, "7", 100), at(12));
    sequencer.onEvent(0, quote(2, 5, 100), at(13));
    sequencer.onEvent(0, quote(2, 5, 100), at(14));
    sequencer.onEvent(0, bar(1, 100, 7, false), at(15));
    sequencer.onEvent(2, bar(1, 100), at(16));
    sequencer.onEvent(1, bar(1, 0, 0, true), at(MINUTE));
    sequencer.onEvent(0, bar(1, 100), at(MINUTE));
    sequencer.onEvent(0, bar(1, 100), at(MINUTE));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE));
    sequencer.onEvent(0, bar(1, 100), at(MINUTE));

    assertThat(sequencer.dropped())
        .containsOnly(
            java.util.Map.entry(DropReason.REPEATED_TRADE, 1L),
            java.util.Map.entry(DropReason.REPEATED_QUOTE, 1L),
            java.util.Map.entry(DropReason.BAR_UNDER_WAY, 1L),
            java.util.Map.entry(DropReason.UNEXPECTED_BAR, 1L),
            java.util.Map.entry(DropReason.EMPTY_WITHOUT_PRICE, 1L),
            java.util.Map.entry(DropReason.REPEATED_BAR, 2L));
    assertThat(told).hasSize(4);
  }

  @Test
  void aBarToldWithOtherContentIsQuarantinedAsRevised() {
    sequencer.onEvent(0, bar(1, 100), at(MINUTE));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE));

    sequencer.onEvent(0, bar(1, 101), at(MINUTE + 5));

    assertThat(((Quarantined) last()).reason()).isEqualTo(HealthReason.REVISED_BAR);
  }

  @Test
  void aQuoteOlderThanTheOneToldIsQuarantinedAndATradeIsMarked() {
    sequencer.onEvent(0, quote(100, 9, 100), at(200));
    sequencer.onEvent(0, quote(90, 8, 99), at(201));
    sequencer.onEvent(0, trade(100, "2", 100), at(202));
    sequencer.onEvent(0, trade(95, "1", 100), at(203));

    assertThat(times()).containsExactly(100L, 101L, 102L, 103L);
    assertThat(((Quarantined) told.get(1).events().getFirst()).reason())
        .isEqualTo(HealthReason.OUT_OF_ORDER);
    assertThat(((TapedTradeTick) last()).arrival()).isEqualTo(Arrival.OUT_OF_ORDER);
  }

  @Test
  void aTradeOfABarThatHasBeenToldIsLate() {
    sequencer.onEvent(0, bar(1, 100), at(MINUTE));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE));
    sequencer.onEvent(0, trade(MINUTE - 1, "1", 100), at(MINUTE + 5));

    assertThat(((TapedTradeTick) last()).arrival()).isEqualTo(Arrival.LATE);
    assertThat(told.getLast().timeNanos()).isEqualTo(at(MINUTE + 1));
  }

  @Test
  void whatCannotBeIsQuarantined() {
    TopOfBook crossed = new TopOfBook("X", at(5), 1, 300, 1, 200, 1);
    TopOfBook oneSided = new TopOfBook("X", at(6), 2, 0, 0, 200, 1);
    sequencer.onEvent(0, crossed, at(10));
    sequencer.onEvent(0, oneSided, at(11));
    sequencer.onQuarantined(0, trade(7, "1", 900), HealthReason.BAD_TICK, at(12));

    assertThat(told)
        .extracting(moment -> ((Quarantined) moment.events().getFirst()).reason())
        .containsExactly(HealthReason.CROSSED_BOOK, HealthReason.IMPOSSIBLE, HealthReason.BAD_TICK);
  }

  @Test
  void aClockIsToldWhenNothingComesButNeverAtOrAfterBarsThatAreDue() {
    sequencer.onEvent(0, quote(0, 1, 100), at(20 * MILLI));
    sequencer.onClock(at(SECOND));
    sequencer.onClock(at(SECOND + 20 * MILLI));

    assertThat(times()).containsExactly(0L, SECOND);
    assertThat(last()).isEqualTo(new ClockReading(at(SECOND + 20 * MILLI)));
  }

  @Test
  void aSilentFeedTellsEachMissingBarAfterItsGraceWithoutDrift() {
    for (long now = 0; now <= 10 * MINUTE + 3 * SECOND; now += 100 * MILLI) {
      sequencer.onClock(at(now));
    }

    List<TapeMoment> bars =
        told.stream().filter(m -> m.events().getFirst() instanceof MissingBar).toList();
    assertThat(bars).extracting(TapeMoment::timeNanos).hasSize(10).endsWith(at(10 * MINUTE));
    assertThat(bars.getLast().events().getFirst().receiveNanos())
        .isEqualTo(at(10 * MINUTE + 2 * SECOND));
  }

  @Test
  void aCommandDoesNotWaitForBars() {
    sequencer.onEvent(0, quote(MINUTE + 5, 1, 100), at(MINUTE + 100));

    sequencer.onCommand(kill(MINUTE + 200));

    assertThat(last()).isEqualTo(kill(MINUTE + 200));
    assertThat(times()).containsExactly(MINUTE - MILLI);
  }

  @Test
  void aCommandTellsTheBarsFirstWhenNoNanosecondIsLeftBeforeThem() {
    sequencer.onEvent(0, quote(MINUTE - 1, 1, 100), at(MINUTE + 100));
    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 150));

    sequencer.onCommand(kill(MINUTE + 200));

    assertThat(times()).hasSize(3).startsWith(MINUTE - 1, MINUTE);
    assertThat(told.get(1).events().get(1)).isInstanceOf(MissingBar.class);
    assertThat(last()).isEqualTo(kill(MINUTE + 200));
  }

  @Test
  void aCommandTakenBeforeBarsThatHaveComeLeavesThemInTime() {
    OperatorCommand late = kill(MINUTE + 30 * SECOND);
    Sequencer again =
        new Sequencer(RandomTape.INSTRUMENTS, SequencerSettings.DEFAULT, at(0), told::add);
    again.replay(new TapeMoment(at(MINUTE - MILLI), List.of(late)));

    for (Sequencer one : List.of(sequencer, again)) {
      told.clear();
      one.onCommand(late, at(MINUTE + 5));
      one.onEvent(0, bar(1, 100), at(MINUTE + 5));
      one.onEvent(1, bar(1, 100), at(MINUTE + 6));

      assertThat(told.getLast().events()).allMatch(event -> event instanceof TapedBar);
      assertThat(told.getLast().timeNanos()).isEqualTo(at(MINUTE));
    }
  }

  @Test
  void aVenueTimeFarAheadIsQuarantinedUntilOurClockHasBeenSet() {
    sequencer.onEvent(0, quote(0, 1, 100), at(5));
    sequencer.onEvent(0, quote(10 * MINUTE, 2, 101), at(6));
    assertThat(((Quarantined) last()).reason()).isEqualTo(HealthReason.CLOCK_STEP);
    assertThat(told.getLast().timeNanos()).isEqualTo(at(1));

    sequencer.onInputChange(
        new InputChange(
            0, at(10 * MINUTE), InputState.BROKEN, HealthReason.CLOCK_STEP, at(10 * MINUTE)));
    sequencer.onEvent(2, quote(59 * SECOND + 10 * MINUTE, 3, 102), at(10 * MINUTE + 7));
    sequencer.onClock(at(10 * MINUTE + 3 * SECOND));

    assertThat(sequencer.lastNanos()).isGreaterThan(at(MINUTE));
  }

  @Test
  void barsOfAnOutageAreNotExpectedAndAreBackfilled() {
    sequencer.onEvent(0, bar(1, 100), at(MINUTE));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE));
    Sequencer next =
        new Sequencer(RandomTape.INSTRUMENTS, SequencerSettings.DEFAULT, at(0), told::add);
    List.copyOf(told).forEach(next::replay);
    told.clear();
    long until = 3 * MINUTE + 30 * SECOND;

    next.onOutage(new Outage(at(until), at(MINUTE), at(until)), List.of());
    next.onEvent(0, bar(2, 101), at(until + 1));
    next.onEvent(0, bar(3, 102), at(until + 2));
    next.onEvent(0, bar(2, 101), at(until + 3));
    next.onEvent(0, bar(4, 103), at(4 * MINUTE));
    next.onEvent(1, bar(4, 53), at(4 * MINUTE));

    assertThat(told).hasSize(4);
    assertThat(told.getFirst().timeNanos()).isEqualTo(at(until));
    assertThat(told.subList(1, 3))
        .extracting(moment -> ((TapedBar) moment.events().getFirst()).origin())
        .containsOnly(BarOrigin.BACKFILLED);
    assertThat(told.getLast().timeNanos()).isEqualTo(at(4 * MINUTE));
    assertThat(next.dropped()).containsOnlyKeys(DropReason.REPEATED_BAR);
  }

  @Test
  void anOutageIsToldFirstAfterARecovery() {
    sequencer.onEvent(0, bar(1, 100), at(MINUTE));

    assertThatThrownBy(() -> sequencer.onOutage(new Outage(at(1), at(0), at(1)), List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Sequencer holds events: heldEvents=1. Tell an outage first after a recovery.");
  }

  @Test
  void aChangeOfAnInputIsAMomentOfItsOwn() {
    InputChange stale = new InputChange(0, at(500), InputState.STALE, HealthReason.STALL, at(100));
    sequencer.onEvent(0, quote(50, 1, 100), at(60));

    sequencer.onInputChange(stale);

    assertThat(told.getLast()).isEqualTo(TapeMoment.of(at(490), stale));
  }

  @Test
  void eventsWithoutAVenueTimeTakeTheClockOfTheOthers() {
    sequencer.onEvent(0, trade(100, "1", 100), at(150));
    TopOfBook clockless = new TopOfBook("X", 0, 1, FixedPoint.ONE, 1, FixedPoint.ONE + 1, 1);

    sequencer.onEvent(0, clockless, at(250));

    assertThat(times()).containsExactly(100L, 200L);
  }
}
