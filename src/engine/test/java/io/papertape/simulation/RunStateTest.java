package io.papertape.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.journal.RecordLevel;
import io.papertape.market.Instrument;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run whose state is put back goes on as the one it was taken of.
class RunStateTest {
  private static final int MOMENTS = 3_000;

  /// State and length of the journal at a moment.
  private record Taken(byte[] state, int journal) {}

  /// One run, and the states that it was in.
  private static final class Kept {
    final SortedMap<Integer, Taken> taken = new TreeMap<>();
    final ByteArrayOutputStream journal = new ByteArrayOutputStream();
    final List<RunState> states = new ArrayList<>();
    Optional<RuntimeException> failure = Optional.empty();

    /// Goes on from a moment that another run has reached; 0: from the start.
    Kept(Strategy strategy, int from, byte[] state, RecordLevel level, boolean takes) {
      MadeFeed feed =
          new MadeFeed(
              MOMENTS,
              moment -> {
                if (takes && moment % 97 == 0 && moment > from) {
                  taken.put(moment, new Taken(states.getFirst().take(), journal.size()));
                }
              });
      failure =
          Simulation.of(strategy)
              .on(Instrument.crypto("A"))
              .on(Instrument.crypto("B"))
              .under(Assumptions.papertape().withLatencyNanos(3_000_000_000L))
              .from(feed, 1)
              .journal(journal::write, level)
              .kept(
                  given -> {
                    states.add(given);
                    if (from > 0) {
                      given.restore(state);
                      feed.goTo(from);
                      journal.reset();
                    }
                  })
              .run()
              .failure();
    }

    String text() {
      return journal.toString(StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RecordLevel.class,
      names = {"EACH", "FOLDED"})
  void itGoesOnByteForByteFromAnyMoment(RecordLevel level) {
    Kept whole = new Kept(new Restless(), 0, new byte[0], level, true);
    assertThat(whole.failure).isEmpty();
    assertThat(whole.text().lines().filter(line -> line.contains("\"kind\":\"fill\"")).count())
        .isGreaterThan(200);
    whole.taken.forEach(
        (moment, taken) -> {
          Kept other = new Kept(new Restless(), moment, taken.state(), level, true);
          assertThat(other.failure).isEmpty();
          assertThat(other.text()).isEqualTo(whole.text().substring(taken.journal()));
          other.taken.forEach(
              (later, same) ->
                  assertThat(same.state())
                      .as("moment " + later + " from " + moment)
                      .isEqualTo(whole.taken.get(later).state()));
        });
    assertThat(whole.taken).hasSize(30);
  }

  @Test
  void takingTheStateChangesNothing() {
    Kept taking = new Kept(new Restless(), 0, new byte[0], RecordLevel.EACH, true);
    Kept other = new Kept(new Restless(), 0, new byte[0], RecordLevel.EACH, false);
    assertThat(taking.text()).isEqualTo(other.text());
  }

  /// Forgets a field.
  private static final class Forgetful extends Restless {
    private transient int bars;

    @Override
    public void onBar(Context context, int instrument) {
      bars++;
      if (bars % 7 != 0) {
        super.onBar(context, instrument);
      }
    }
  }

  @Test
  void aFieldThatIsForgottenMakesADifference() {
    Kept whole = new Kept(new Forgetful(), 0, new byte[0], RecordLevel.EACH, true);
    Taken taken = whole.taken.get(97);
    Kept other = new Kept(new Forgetful(), 97, taken.state(), RecordLevel.EACH, true);
    assertThat(other.text()).isNotEqualTo(whole.text().substring(taken.journal()));
    assertThat(other.taken.get(194).state()).isNotEqualTo(whole.taken.get(194).state());
  }

  @Test
  void whatCannotBeKeptIsNamed() {
    Kept erratic = new Kept(new Erratic(1, 5), 0, new byte[0], RecordLevel.EACH, false);
    assertThat(erratic.states.getFirst().problem())
        .contains(
            "Field random of Erratic is a java.util.SplittableRandom, of which nothing is known");
  }
}
