package io.papertape.simulation;

/// Whoever keeps the state of a run, so that another run of the same strategy over the same events
/// can go on where this one stood.
@FunctionalInterface
public interface RunKeeper {
  /// Told once: the strategy has started, and no event has come. The state may be put back now,
  /// and be taken whenever the source is asked for the next moment.
  void started(RunState state);
}
