package io.papertape.live.simulate;

/// The simulated process is gone. No code of a session may catch it.
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1;

  SimulatedCrash() {
    super("Simulated process is gone.", null, false, false);
  }
}
