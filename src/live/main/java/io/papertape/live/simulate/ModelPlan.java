package io.papertape.live.simulate;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.model.Feature;
import io.papertape.model.ModelServer;
import io.papertape.model.RemoteVersion;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Whether a simulated session asks a remote model, and how long it waits; by its seed alone.
///
/// @param version empty: its strategy has no model
/// @param random  of the model, for nothing else
record ModelPlan(Optional<RemoteVersion> version, SplittableRandom random) {
  /// Other numbers than those of the scenario.
  private static final long OTHER = 0x6D6F_6465_6CL;

  static ModelPlan of(long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ OTHER);
    boolean isAsked = random.nextBoolean();
    int timeoutMillis = 50 + random.nextInt(450);
    RemoteVersion version =
        new RemoteVersion(
            "0001",
            List.of(Feature.parse("return(1)"), Feature.parse("rank(return(3))")),
            0,
            new ModelServer("http://model", "simulated", "1", timeoutMillis));
    return new ModelPlan(isAsked ? Optional.of(version) : Optional.empty(), random);
  }

  /// The strategy of the session of a seed; a new instance. Where an instrument has no bars there
  /// is nothing to ask a model for.
  static Trader trader(Scenario scenario) {
    List<Boolean> hasBars =
        scenario.manifest().instruments().stream().map(TapeInstrument::hasBars).toList();
    if (hasBars.contains(false)) {
      return new Trader(scenario.throwsAtBar(), hasBars);
    }
    return of(scenario.seed())
        .version()
        .<Trader>map(version -> new ModelTrader(scenario.throwsAtBar(), version))
        .orElseGet(() -> new Trader(scenario.throwsAtBar()));
  }
}
