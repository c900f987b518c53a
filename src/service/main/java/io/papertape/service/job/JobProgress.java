package io.papertape.service.job;

import java.util.Optional;

/// How far a job is.
///
/// @param phase         what it does now
/// @param done          share of the time of its data that is simulated, 0 to 1
/// @param events        bars, quotes or trade ticks simulated so far, by that share
/// @param eventsPerSecond since the simulation began; absent before the first news of it
/// @param secondsLeft   of the simulation, at that rate; figures and report come after it
public record JobProgress(
    Phase phase,
    double done,
    long events,
    Optional<Double> eventsPerSecond,
    Optional<Double> secondsLeft) {
  /// What a job does.
  public enum Phase {
    WAITING,
    LOADING,
    SIMULATING,
    REPORTING,
    OVER
  }
}
