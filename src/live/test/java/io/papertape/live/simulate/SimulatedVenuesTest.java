package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Sessions that listen to one venue alone, through days of misfortune.
class SimulatedVenuesTest {
  private static final int SESSIONS = Integer.getInteger("papertape.simulate.venue", 4);

  @Test
  void everythingHoldsAtEachVenueAlone() {
    for (Dialect dialect : Dialects.all()) {
      String name = dialect.venue().name();
      SimulatedTotals totals = new SimulatedTotals();
      for (long seed = 1; seed <= SESSIONS; seed++) {
        totals.add(Simulator.run(seed, 0.25, only(name)));
      }
      assertThat(totals.failures()).as(name).isEmpty();
      assertThat(totals.counts().get("fills")).as(name).isGreaterThan(50L * SESSIONS);
    }
  }

  @Test
  void whatIsRefusedIsAskedForAgainAtEachVenue() {
    for (Dialect dialect : Dialects.all()) {
      String name = dialect.venue().name();
      SimulatedOutcome outcome = Simulator.run(21, 0.1, only(name, List.of(VenueFault.REFUSALS)));
      assertThat(outcome.failure()).as(name).isEmpty();
      assertThat(outcome.faults()).as(name).containsKey("VENUE");
    }
  }

  private static Doubles only(String name) {
    return only(name, List.of(VenueFault.values()));
  }

  private static Doubles only(String name, List<VenueFault> faults) {
    return new Doubles() {
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
