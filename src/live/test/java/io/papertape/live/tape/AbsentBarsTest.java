package io.papertape.live.tape;

import static io.papertape.live.tape.Feed.MINUTE;
import static io.papertape.live.tape.Feed.SECOND;
import static io.papertape.live.tape.Feed.at;
import static io.papertape.live.tape.Feed.bar;
import static io.papertape.live.tape.Feed.quote;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.ClockReading;
import io.papertape.live.tape.TapeEvent.MissingBar;
import io.papertape.live.tape.TapeEvent.TapedBar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bars that do not come, as a feed says that knows what comes, and at its end.
class AbsentBarsTest {
  private final List<TapeMoment> told = new ArrayList<>();
  private final Sequencer sequencer =
      new Sequencer(RandomTape.INSTRUMENTS, SequencerSettings.DEFAULT, at(0), told::add);

  private TapeEvent last() {
    return told.getLast().events().getLast();
  }

  private List<Long> times() {
    return told.stream().map(moment -> moment.timeNanos() - RandomTape.START).toList();
  }

  @Test
  void whatIsHeldIsToldAtTheEndOfAFeedWhateverIsLeftOfTheGrace() {
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 100));
    sequencer.onEvent(1, bar(2, 51), at(MINUTE + 101));
    sequencer.onEvent(0, quote(MINUTE + 5, 1, 100), at(MINUTE + 102));
    assertThat(told).isEmpty();

    sequencer.finish();
    sequencer.finish();

    assertThat(sequencer.heldEvents()).isZero();
    assertThat(times()).containsExactly(MINUTE, MINUTE + 5, 2 * MINUTE);
    assertThat(told.getFirst().events())
        .hasSize(2)
        .contains(new MissingBar(0, at(MINUTE + 102), at(0), at(MINUTE)));
    assertThat(last()).extracting(event -> ((TapedBar) event).origin()).isEqualTo(BarOrigin.LIVE);
  }

  @Test
  void noBarIsWaitedForOrMissingWhereTheFeedSaysThatThereIsNone() {
    sequencer.onNoBars(0, Long.MIN_VALUE, at(2 * MINUTE));
    sequencer.onEvent(1, bar(1, 50), at(MINUTE + 100));
    assertThat(times()).containsExactly(MINUTE);

    sequencer.onEvent(0, bar(2, 100), at(2 * MINUTE + 100));
    sequencer.onEvent(0, quote(2 * MINUTE + 5, 1, 100), at(2 * MINUTE + 101));
    sequencer.onNoBars(1, at(MINUTE), at(4 * MINUTE)); // while its grace runs
    assertThat(times()).containsExactly(MINUTE, 2 * MINUTE, 2 * MINUTE + 5);

    sequencer.onNoBars(0, at(2 * MINUTE), Long.MAX_VALUE);
    sequencer.onClock(at(3 * MINUTE + 10 * SECOND));
    assertThat(last()).isInstanceOf(ClockReading.class);
    sequencer.onEvent(1, bar(4, 50), at(4 * MINUTE + 100));

    assertThat(times()).endsWith(4 * MINUTE);
    assertThat(told).allMatch(moment -> moment.events().size() == 1);
    assertThat(sequencer.heldEvents()).isZero();
  }

  @Test
  void anAbsenceBehindABarThatIsDueIsOfLater() {
    sequencer.onNoBars(0, at(MINUTE), at(3 * MINUTE));
    sequencer.onNoBars(1, at(MINUTE), at(3 * MINUTE));
    sequencer.onClock(at(MINUTE + 100));
    sequencer.onClock(at(MINUTE + 100 + 2 * SECOND));
    assertThat(told.getFirst().events()).hasOnlyElementsOfType(MissingBar.class).hasSize(2);

    sequencer.onEvent(0, bar(3, 100), at(3 * MINUTE + 100));
    sequencer.onEvent(1, bar(3, 50), at(3 * MINUTE + 101));

    assertThat(told.getLast().timeNanos()).isEqualTo(at(3 * MINUTE));
    assertThat(told.getLast().events()).hasOnlyElementsOfType(TapedBar.class).hasSize(2);
    assertThat(told.stream().flatMap(moment -> moment.events().stream()))
        .filteredOn(MissingBar.class::isInstance)
        .hasSize(2);
  }
}
