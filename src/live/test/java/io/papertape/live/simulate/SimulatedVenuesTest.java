package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.venue.Stream;
import io.papertape.live.venue.generic.GenericVenue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sessions that listen to one venue alone, through days of misfortune.
@Tag("simulation")
class SimulatedVenuesTest {
  private static final int SESSIONS = Integer.getInteger("papertape.simulate.venue", 4);

  /// With this seed and the three after it a venue streams bars of each of its lengths.
  private static final long FIRST_SEED = 8;

  @Test
  void everythingHoldsAtEachVenueAlone() {
    for (Dialect dialect : Dialects.all()) {
      String name = dialect.venue().name();
      SimulatedTotals totals = new SimulatedTotals();
      Set<Long> met = new TreeSet<>();
      for (long seed = FIRST_SEED; seed < FIRST_SEED + SESSIONS; seed++) {
        totals.add(Simulator.run(seed, 0.25, only(name, List.of(VenueFault.values()), met)));
      }
      assertThat(totals.failures()).as(name).isEmpty();
      assertThat(met)
          .as(name)
          .containsAll(dialect.lengths().stream().map(BarLength::nanos).toList());
      assertThat(totals.counts().get("fills")).as(name).isGreaterThan(50L * SESSIONS);
    }
  }

  /// The example of the documentation, by the paths of its file.
  private static Dialect described() {
    Path file =
        Path.of(System.getProperty("papertape.root", "../..")).resolve("docs/venues/bitstamp.yaml");
    return new DescribedDialect(
        GenericVenue.read(file),
        new BitstampDialect(),
        Map.of("live_trades", Stream.Kind.TRADES, "order_book", Stream.Kind.TOP_OF_BOOK));
  }

  @Test
  void everythingHoldsAtAVenueThatAFileDescribes() {
    SimulatedTotals totals = new SimulatedTotals();
    for (long seed = 1; seed <= SESSIONS; seed++) {
      totals.add(
          Simulator.run(
              seed,
              0.25,
              new Doubles() {
                @Override
                List<Dialect> dialects() {
                  return List.of(described());
                }
              }));
    }
    assertThat(totals.failures()).isEmpty();
    assertThat(totals.counts().get("fills")).isGreaterThan(50L * SESSIONS);
  }

  @Test
  void whatIsRefusedIsAskedForAgainAtEachVenue() {
    for (Dialect dialect : Dialects.all()) {
      String name = dialect.venue().name();
      SimulatedOutcome outcome =
          Simulator.run(21, 0.1, only(name, List.of(VenueFault.REFUSALS), new TreeSet<>()));
      assertThat(outcome.failure()).as(name).isEmpty();
      assertThat(outcome.faults()).as(name).containsKey("VENUE");
    }
  }

  /// @param met takes the lengths of the bars of each session
  private static Doubles only(String name, List<VenueFault> faults, Set<Long> met) {
    return new Doubles() {
      @Override
      Scenario scenario(Scenario drawn) {
        drawn.manifest().instruments().forEach(one -> met.add(one.barNanos()));
        return drawn;
      }

      @Override
      List<VenueFault> faults() {
        return faults;
      }

      @Override
      List<Dialect> dialects() {
        return Dialects.all().stream().filter(one -> one.venue().name().equals(name)).toList();
      }
    };
  }
}
