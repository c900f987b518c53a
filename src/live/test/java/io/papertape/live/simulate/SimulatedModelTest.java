package io.papertape.live.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.transport.ModelClient;
import io.papertape.model.ModelAnswer;
import io.papertape.model.ModelFailure;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Simulated sessions with a remote model that is slow, wrong and down.
@Tag("simulation")
class SimulatedModelTest {
  private static final int SESSIONS = 8;

  /// Of sessions that ask a model: of some that could, an instrument has no bars.
  private static LongStream seeds() {
    return LongStream.iterate(20_001, seed -> seed + 1)
        .filter(seed -> ModelPlan.trader(drawn(seed)) instanceof ModelTrader);
  }

  private static Scenario drawn(long seed) {
    SplittableRandom ofSession = new SplittableRandom(seed).split();
    return Scenario.draw(seed, 0.5, Dialects.all(), ofSession);
  }

  @Test
  void everythingHoldsWhileTheModelMisbehaves() {
    SimulatedTotals totals = new SimulatedTotals();
    seeds().limit(SESSIONS).forEach(seed -> totals.add(Simulator.run(seed, 0.5)));

    System.out.printf("Simulated with a model: %s, faults=%s%n", totals.counts(), totals.faults());
    assertThat(totals.failures()).isEmpty();
    assertThat(totals.faults().keySet())
        .contains("MODEL_DOWN", "MODEL_HANGS", "MODEL_NAN", "MODEL_SLOW", "MODEL_WRONG_COUNT");
    assertThat(totals.counts().get("crashes")).isGreaterThan(SESSIONS);
    assertThat(totals.counts().get("fills")).isGreaterThan(100L * SESSIONS);
  }

  @Test
  void aModelThatIsNotAskedAgainIsFound() {
    Doubles deaf =
        new Doubles() {
          @Override
          ModelClient models(ModelClient real) {
            return (_, _) ->
                ModelClient.Pending.of(new ModelAnswer.Failure(ModelFailure.UNREACHABLE, "deaf"));
          }
        };
    Optional<String> failure =
        Simulator.run(seeds().findFirst().orElseThrow(), 0.1, deaf).failure();

    assertThat(failure).get().asString().contains("Model is well and was not asked");
  }
}
