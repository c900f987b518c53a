package io.papertape.live.tape;

import static io.papertape.live.tape.Feed.MILLI;
import static io.papertape.live.tape.Feed.MINUTE;
import static io.papertape.live.tape.Feed.SECOND;
import static io.papertape.live.tape.Feed.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.OfMarket;
import io.papertape.live.tape.TapeEvent.OperatorCommand;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeEvent.Quarantined;
import io.papertape.live.tape.TapeEvent.TapedBar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequencerPropertyTest {
  private static final int MINUTES = 6;

  /// What happens at a receive time: an event of a feed, or else a look at the clock or a command.
  private record Step(long receiveNanos, int instrument, List<FeedEvent.OfMarket> event) {}

  private static List<Step> steps(SplittableRandom random) {
    List<Step> steps = new ArrayList<>();
    long worst = random.nextInt(3) == 0 ? 4 * SECOND : 300 * MILLI;
    for (int i = 0; i < 150; i++) {
      long venue = random.nextLong(MINUTES * MINUTE);
      int instrument = random.nextInt(3);
      boolean isQuote = random.nextBoolean();
      FeedEvent.OfMarket event =
          isQuote
              ? Feed.quote(venue, random.nextInt(3) == 0 ? 0 : 1 + venue / MILLI, 100)
              : Feed.trade(venue, random.nextInt(4) == 0 ? "" : Long.toString(venue), 100);
      add(steps, random, venue + random.nextLong(worst), instrument, event);
    }
    for (int instrument = 0; instrument < 2; instrument++) {
      for (int minute = 1; minute <= MINUTES; minute++) {
        if (random.nextInt(6) > 0) {
          long late = random.nextInt(8) == 0 ? 90 * SECOND : worst;
          add(
              steps,
              random,
              minute * MINUTE + random.nextLong(late),
              instrument,
              Feed.bar(minute, 100 + minute, random.nextInt(3), random.nextInt(9) > 0));
        }
      }
    }
    for (long now = 0; now < (MINUTES + 2) * MINUTE; now += 1 + random.nextLong(SECOND)) {
      steps.add(new Step(at(now), random.nextInt(100) == 0 ? -2 : -1, List.of()));
    }
    steps.sort(Comparator.comparingLong(Step::receiveNanos));
    return steps;
  }

  /// Adds an event, sometimes twice.
  private static void add(
      List<Step> steps,
      SplittableRandom random,
      long receive,
      int instrument,
      FeedEvent.OfMarket event) {
    steps.add(new Step(at(receive), instrument, List.of(event)));
    if (random.nextInt(5) == 0) {
      steps.add(new Step(at(receive + random.nextLong(SECOND)), instrument, List.of(event)));
    }
  }

  private static void apply(Sequencer sequencer, Step step) {
    if (!step.event().isEmpty()) {
      sequencer.onEvent(step.instrument(), step.event().getFirst(), step.receiveNanos());
    } else if (step.instrument() == -1) {
      sequencer.onClock(step.receiveNanos());
    } else {
      sequencer.onCommand(
          new OperatorCommand(step.receiveNanos(), Command.PAUSE, "me", "property"));
    }
  }

  private static List<TapeMoment> run(List<Step> steps) {
    List<TapeMoment> told = new ArrayList<>();
    Sequencer sequencer =
        new Sequencer(RandomTape.INSTRUMENTS, SequencerSettings.DEFAULT, at(0), told::add);
    long given = 0;
    for (int i = 0; i < steps.size(); i++) {
      apply(sequencer, steps.get(i));
      given += steps.get(i).event().size();
      if (i % 50 == 0 || i == steps.size() - 1) {
        assertThat(markets(told) + dropped(sequencer) + sequencer.heldEvents()).isEqualTo(given);
      }
    }
    assertThat(sequencer.heldEvents()).isZero();
    return told;
  }

  private static long dropped(Sequencer sequencer) {
    return sequencer.dropped().values().stream().mapToLong(count -> count).sum();
  }

  private static long markets(List<TapeMoment> told) {
    return told.stream()
        .flatMap(moment -> moment.events().stream())
        .filter(event -> event instanceof OfMarket || event instanceof Quarantined)
        .count();
  }

  @Test
  void anyInterleavingGivesRisingTimesAndLosesNothing() {
    List<TapeEvent> all = new ArrayList<>();
    for (int seed = 0; seed < 300; seed++) {
      List<TapeMoment> told = run(steps(new SplittableRandom(seed)));
      told.forEach(moment -> all.addAll(moment.events()));
      long last = Long.MIN_VALUE;
      for (TapeMoment moment : told) {
        assertThat(moment.timeNanos()).isGreaterThan(last);
        checkTime(moment, last);
        last = moment.timeNanos();
      }
      checkBars(told);
    }
    assertThat(all).filteredOn(event -> event instanceof Quarantined).hasSizeGreaterThan(100);
    assertThat(all).filteredOn(event -> event instanceof MissingBar).hasSizeGreaterThan(500);
    assertThat(all)
        .filteredOn(e -> e instanceof TapedBar bar && bar.origin() == BarOrigin.BACKFILLED)
        .hasSizeGreaterThan(100);
  }

  /// Engine time is the venue's, made strictly increasing.
  private static void checkTime(TapeMoment moment, long last) {
    TapeEvent event = moment.events().getFirst();
    if (event instanceof Quarantined quarantined) {
      assertThat(quarantined.reason()).isEqualTo(HealthReason.OUT_OF_ORDER);
      event = quarantined.what();
    }
    if (event instanceof OfMarket market && !(market instanceof TapedBar)) {
      assertThat(moment.timeNanos()).isEqualTo(Math.max(market.venueNanos(), last + 1));
      assertThat(moment.events()).hasSize(1);
    }
  }

  /// Each close is one moment at its time with both instruments, whatever came of them.
  private static void checkBars(List<TapeMoment> told) {
    List<Long> closes = new ArrayList<>();
    for (TapeMoment moment : told) {
      TapeEvent first = moment.events().getFirst();
      boolean isClose =
          first instanceof MissingBar
              || (first instanceof TapedBar bar && bar.origin() != BarOrigin.BACKFILLED);
      if (isClose) {
        closes.add(moment.timeNanos());
        assertThat(moment.events()).hasSize(2);
        for (int i = 0; i < 2; i++) {
          TapeEvent event = moment.events().get(i);
          assertThat(((TapeEvent.OfInstrument) event).instrument()).isEqualTo(i);
          long close =
              switch (event) {
                case TapedBar bar -> bar.closeNanos();
                case MissingBar bar -> bar.closeNanos();
                default -> throw new AssertionError(event);
              };
          assertThat(close).isEqualTo(moment.timeNanos());
        }
      }
    }
    assertThat(closes)
        .startsWith(at(MINUTE), at(2 * MINUTE), at(3 * MINUTE), at(4 * MINUTE), at(5 * MINUTE))
        .doesNotHaveDuplicates();
  }

  @Test
  void theSameEventsGiveTheSameMoments() {
    List<Step> steps = steps(new SplittableRandom(5));

    assertThat(run(steps)).isEqualTo(run(steps));
  }

  @Test
  void aSequencerThatWasReplayedTellsEachEventOnceMoreOnlyIfItWasNotTold() {
    for (int seed = 0; seed < 100; seed++) {
      List<Step> steps = steps(new SplittableRandom(seed));
      List<TapeMoment> told = run(steps);
      List<TapeMoment> again = new ArrayList<>();
      Sequencer replayed =
          new Sequencer(RandomTape.INSTRUMENTS, SequencerSettings.DEFAULT, at(0), again::add);
      told.forEach(replayed::replay);
      for (Step step : steps) {
        boolean isNamed = !step.event().isEmpty() && isNamed(step.event().getFirst());
        if (isNamed) {
          replayed.onEvent(step.instrument(), step.event().getFirst(), step.receiveNanos());
        }
      }
      assertThat(markets(again)).isZero();
    }
  }

  private static boolean isNamed(FeedEvent.OfMarket event) {
    return switch (event) {
      case FeedEvent.Trade trade -> !trade.id().isEmpty();
      case FeedEvent.TopOfBook quote -> quote.sequence() != 0;
      default -> false;
    };
  }
}
