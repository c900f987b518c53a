package io.papertape.live.tape;

import static io.papertape.live.tape.Feed.MINUTE;
import static io.papertape.live.tape.Feed.SECOND;
import static io.papertape.live.tape.Feed.at;
import static io.papertape.live.tape.Feed.bar;
import static io.papertape.live.tape.Feed.quote;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.InputChange;
import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.Outage;
import io.papertape.live.tape.TapeEvent.Quarantined;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeEvent.TapedQuote;
import io.papertape.market.InputState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the simulator has found to go wrong.
class SequencerInTroubleTest {
  private final List<TapeMoment> told = new ArrayList<>();
  private final Sequencer sequencer =
      new Sequencer(RandomTape.INSTRUMENTS, SequencerSettings.DEFAULT, at(0), told::add);

  private static InputChange live(int instrument, long receiveNanos) {
    return new InputChange(
        instrument, at(receiveNanos), InputState.LIVE, HealthReason.HEALTHY, at(receiveNanos));
  }

  private long missing() {
    return told.stream()
        .flatMap(moment -> moment.events().stream())
        .filter(event -> event instanceof MissingBar)
        .count();
  }

  @Test
  void changesThatAreToldAtOnceLeaveBarsThatAreDueTheirTime() {
    sequencer.onEvent(0, quote(MINUTE - SECOND, 1, 100), at(MINUTE - SECOND));
    for (int i = 0; i < 100; i++) {
      sequencer.onInputChange(live(i % 2, MINUTE + 10));
    }
    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 20));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 30));

    assertThat(missing()).isZero();
    assertThat(told.getLast().timeNanos()).isEqualTo(at(MINUTE));
    assertThat(told.getLast().events()).hasSize(2);
  }

  /// Seed 13000345: three seconds before the close of all venues one had closed its bar already.
  @Test
  void aVenueWhoseClockIsAheadDoesNotMakeTheBarsOfAnotherMissing() {
    sequencer.onEvent(0, quote(MINUTE + SECOND / 10, 1, 100), at(MINUTE - 3 * SECOND));
    for (long now = MINUTE - 3 * SECOND; now < MINUTE; now += SECOND / 10) {
      sequencer.onClock(at(now));
    }
    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 20));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 30));

    assertThat(missing()).isZero();
    assertThat(told).extracting(TapeMoment::timeNanos).contains(at(MINUTE + SECOND / 10));
  }

  @Test
  void whereOurClockIsBehindABarThatIsMissingIsWaitedForFiveSecondsMore() {
    long behind = 20 * SECOND;
    sequencer.onEvent(0, quote(MINUTE + SECOND / 10, 1, 100), at(MINUTE - behind));
    sequencer.onClock(at(MINUTE - behind + 7 * SECOND - 1));
    assertThat(missing()).isZero();
    sequencer.onClock(at(MINUTE - behind + 7 * SECOND));
    assertThat(missing()).isEqualTo(2);
  }

  @Test
  void aClockThatWasAheadIsFollowedBackBeforeItMakesBarsMissing() {
    sequencer.onEvent(0, quote(20 * SECOND, 1, 100), at(11 * SECOND));
    for (int i = 0; i < 3; i++) {
      long time = (30 + i) * SECOND;
      sequencer.onEvent(0, quote(time, 2 + i, 100), at(time));
    }
    for (long now = 33 * SECOND; now < MINUTE; now += SECOND) {
      sequencer.onClock(at(now));
    }
    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 20));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 30));

    assertThat(missing()).isZero();
  }

  @Test
  void barsThatOurClockHasMadeLateSetItRight() {
    sequencer.onEvent(0, quote(20 * SECOND, 1, 100), at(11 * SECOND));
    for (int minute = 1; minute <= 4; minute++) {
      for (long now = (minute - 1) * MINUTE + 12 * SECOND; now < minute * MINUTE; now += SECOND) {
        sequencer.onClock(at(now));
      }
      sequencer.onEvent(0, bar(minute, 100), at(minute * MINUTE + 20));
      sequencer.onEvent(1, bar(minute, 50), at(minute * MINUTE + 30));
    }

    assertThat(missing()).isLessThanOrEqualTo(4); // the bars of the first two minutes
    assertThat(told.getLast().events())
        .allMatch(event -> event instanceof TapedBar bar && bar.origin() == BarOrigin.LIVE);
  }

  @Test
  void anOutageForgetsHowFarAheadAClockWas() {
    sequencer.onEvent(0, quote(20 * SECOND, 1, 100), at(11 * SECOND));
    sequencer.onOutage(new Outage(at(30 * SECOND), at(11 * SECOND), at(30 * SECOND)), List.of());
    for (long now = 30 * SECOND; now < MINUTE; now += SECOND) {
      sequencer.onClock(at(now));
    }
    sequencer.onEvent(0, bar(1, 100), at(MINUTE + 20));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 30));

    assertThat(missing()).isZero();
  }

  @Test
  void barsThatWereFetchedComeBeforeThoseThatAreDue() {
    sequencer.onOutage(new Outage(at(2 * MINUTE + 1), at(1), at(2 * MINUTE + 1)), List.of());
    sequencer.onEvent(0, bar(3, 103), at(3 * MINUTE + 10));
    sequencer.onEvent(0, bar(1, 101), at(3 * MINUTE + 20));
    sequencer.onEvent(1, bar(3, 53), at(3 * MINUTE + 30));

    assertThat(told.stream().flatMap(moment -> moment.events().stream()))
        .filteredOn(event -> event instanceof TapedBar)
        .extracting(event -> ((TapedBar) event).closeNanos())
        .containsExactly(at(MINUTE), at(3 * MINUTE), at(3 * MINUTE));
  }

  /// The process stood still for ten minutes, and the bars of them are fetched a second later.
  @Test
  void barsOfATimeInWhichTheProcessStoodStillAreNotLive() {
    told(0, 1);
    long back = 11 * MINUTE + 10 * SECOND;
    sequencer.onClock(at(back));
    for (int minute = 2; minute <= 11; minute++) {
      told(back + SECOND, minute);
    }
    told(12 * MINUTE + 20, 12);

    assertThat(missing()).isEqualTo(2 * 10);
    assertThat(told.stream().flatMap(moment -> moment.events().stream()))
        .filteredOn(event -> event instanceof TapedBar bar && bar.origin() == BarOrigin.LIVE)
        .extracting(event -> (((TapedBar) event).closeNanos() - at(0)) / MINUTE)
        .containsExactly(1L, 1L, 12L, 12L);
    assertThat(told.stream().flatMap(moment -> moment.events().stream()))
        .filteredOn(event -> event instanceof TapedBar bar && bar.origin() == BarOrigin.BACKFILLED)
        .hasSize(2 * 10);
  }

  /// The same if what was fetched is the first sign of life.
  @Test
  void aBarThatComesLaterThanAGraceAfterItsCloseIsNotLive() {
    told(0, 1);
    sequencer.onEvent(0, bar(2, 102), at(2 * MINUTE + 3 * SECOND));

    assertThat(missing()).isEqualTo(2);
    assertThat(told.getLast().events())
        .singleElement()
        .satisfies(
            event -> assertThat(((TapedBar) event).origin()).isEqualTo(BarOrigin.BACKFILLED));
  }

  /// Both instruments have the bar of a minute.
  private void told(long receiveNanos, int minute) {
    long nanos = Math.max(receiveNanos, minute * MINUTE + 10);
    sequencer.onEvent(0, bar(minute, 100 + minute), at(nanos));
    sequencer.onEvent(1, bar(minute, 50 + minute), at(nanos));
  }

  /// Of a venue whose numbers are the times of its clock: a quote of the future, then quotes in
  /// time.
  @Test
  void quotesAreTakenAgainOnceTheirClockIsInDoubtAndOnceItIsNoMore() {
    sequencer.onEvent(0, quote(31 * SECOND, 31, 100), at(SECOND));
    sequencer.onEvent(0, quote(2 * SECOND, 2, 101), at(2 * SECOND));
    assertThat(last()).isInstanceOf(Quarantined.class);

    sequencer.onInputChange(
        new InputChange(
            0, at(3 * SECOND), InputState.BROKEN, HealthReason.CLOCK_STEP, at(3 * SECOND)));
    sequencer.onEvent(0, quote(33 * SECOND, 33, 102), at(3 * SECOND));
    sequencer.onInputChange(live(0, 14 * SECOND));
    sequencer.onEvent(0, quote(14 * SECOND, 14, 103), at(14 * SECOND));
    assertThat(last()).isInstanceOf(TapedQuote.class);

    sequencer.onInputChange(live(0, 15 * SECOND));
    sequencer.onEvent(0, quote(13 * SECOND, 13, 104), at(15 * SECOND));
    assertThat(last()).isInstanceOf(Quarantined.class);
  }

  private TapeEvent last() {
    return told.getLast().events().getLast();
  }
}
