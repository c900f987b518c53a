package io.papertape.experiment.audit;

import java.util.List;
import java.util.Optional;

/// What an audit found.
///
/// @param cutNanos   moments after which the future was changed, rising
/// @param rows       bars, quotes and trade ticks of the run, of all instruments together
/// @param rowsRerun  how many were run again for the audit
/// @param compared   entries of the journal that were held against the run's
/// @param lookAheads one for each changed future that changed the past, in the order of the cuts
/// @param warmUps    one for each input, by name
/// @param unlike     where the same run, made again over the same data, came to something else;
///     then there were no cuts
/// @param failure    what stopped the run before the end of its data; the audit saw what came
///     before
public record AuditResult(
    AuditOptions options,
    List<Long> cutNanos,
    long rows,
    long rowsRerun,
    long compared,
    List<LookAhead> lookAheads,
    List<WarmUpDifference> warmUps,
    Optional<EntryChange> unlike,
    Optional<String> failure) {

  public AuditResult {
    cutNanos = List.copyOf(cutNanos);
    lookAheads = List.copyOf(lookAheads);
    warmUps = List.copyOf(warmUps);
  }

  /// Of a run that does not reproduce: nothing can be said of what another future does to it.
  ///
  /// @param rows      of the run
  /// @param rowsRerun how many were run again to find it out
  public static AuditResult unlike(
      AuditOptions options, long rows, long rowsRerun, EntryChange first) {
    return new AuditResult(
        options,
        List.of(),
        rows,
        rowsRerun,
        0,
        List.of(),
        List.of(),
        Optional.of(first),
        Optional.empty());
  }

  /// The same, of a run that was made again as it was before the cuts.
  ///
  /// @param runs how often
  public AuditResult afterRuns(int runs, Optional<String> stoppedBy) {
    return new AuditResult(
        options,
        cutNanos,
        rows,
        rowsRerun + runs * rows,
        compared,
        lookAheads,
        warmUps,
        unlike,
        stoppedBy);
  }

  /// Indicators whose values depend on where the history begins.
  public List<WarmUpDifference> startDependent() {
    return warmUps.stream().filter(one -> one.isIndicator() && one.dependsOnStart()).toList();
  }

  /// True if the run reproduces, no future changed the past, and no indicator depends on where the
  /// history begins.
  public boolean passes() {
    return unlike.isEmpty() && lookAheads.isEmpty() && startDependent().isEmpty();
  }
}
