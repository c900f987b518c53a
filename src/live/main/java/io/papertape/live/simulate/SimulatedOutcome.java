package io.papertape.live.simulate;

import java.util.Map;
import java.util.Optional;

/// What became of one simulated session.
///
/// @param days      of virtual time
/// @param events    of the simulated world
/// @param lives     of the session's process
/// @param crashes   of it, losses of power included
/// @param halts     of the session by itself
/// @param snapshots that were proved
/// @param resumed   recoveries that began with one
/// @param moments   on the final tape
/// @param entries   of the final journal
/// @param published entries that were told to others
/// @param faults    that struck, by kind
/// @param root      SHA-256 of the final journal
/// @param tape      SHA-256 over the final tape
/// @param failure   the invariant that did not hold, and where
public record SimulatedOutcome(
    long seed,
    double days,
    long events,
    int lives,
    long crashes,
    int halts,
    long snapshots,
    long resumed,
    long moments,
    long missingBars,
    long entries,
    long published,
    long orders,
    long fills,
    Map<String, Long> faults,
    String end,
    String root,
    String tape,
    Optional<String> failure) {}
