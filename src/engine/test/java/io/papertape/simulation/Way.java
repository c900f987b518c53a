package io.papertape.simulation;

import java.util.List;

/// The ways in which one simulation can be run; all of them must come to the same.
public enum Way {
  /// As users run it: what needs no look is passed over.
  SKIPPING,
  /// Each moment alike.
  STEPPING,
  /// As from a feed.
  RETELLING,
  /// As users run it where two cores are.
  HASHING_ASIDE;

  /// All but the plain steps, which they are compared with.
  public static final List<Way> OTHERS = List.of(SKIPPING, RETELLING, HASHING_ASIDE);

  public RunResult run(Simulation simulation) {
    return switch (this) {
      case SKIPPING -> simulation.run();
      case STEPPING -> simulation.stepping().run();
      case RETELLING -> simulation.retelling().run();
      case HASHING_ASIDE -> simulation.hashingAside().run();
    };
  }
}
