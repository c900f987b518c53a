package io.papertape.experiment.audit;

import java.util.List;

/// What an audit found.
///
/// @param cutNanos   moments after which the future was changed, rising
/// @param rows       bars, quotes and trade ticks of the run, of all instruments together
/// @param rowsRerun  how many were run again for the audit
/// @param compared   entries of the journal that were held against the run's
/// @param lookAheads one for each changed future that changed the past, in the order of the cuts
/// @param warmUps    one for each input, by name
public record AuditResult(
    AuditOptions options,
    List<Long> cutNanos,
    long rows,
    long rowsRerun,
    long compared,
    List<LookAhead> lookAheads,
    List<WarmUpDifference> warmUps) {

  public AuditResult {
    cutNanos = List.copyOf(cutNanos);
    lookAheads = List.copyOf(lookAheads);
    warmUps = List.copyOf(warmUps);
  }

  /// Indicators whose values depend on where the history begins.
  public List<WarmUpDifference> startDependent() {
    return warmUps.stream().filter(one -> one.isIndicator() && one.dependsOnStart()).toList();
  }

  /// True if no future changed the past, and no indicator depends on where the history begins.
  public boolean passes() {
    return lookAheads.isEmpty() && startDependent().isEmpty();
  }
}
