package io.papertape.live.simulate;

/// Runs simulated sessions: each seed is one world and one session through all its lives.
public final class Simulator {
  private Simulator() {}

  /// Runs a seed; the same one gives the same bytes.
  ///
  /// @param weeks of virtual time
  public static SimulatedOutcome run(long seed, double weeks) {
    return new SimulatedSession(seed, weeks, Doubles.NONE).run();
  }

  static SimulatedOutcome run(long seed, double weeks, Doubles doubles) {
    return new SimulatedSession(seed, weeks, doubles).run();
  }
}
