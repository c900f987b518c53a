package io.papertape.experiment.audit;

import io.papertape.journal.JournalSink;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes a run again with other futures and with shorter pasts, and says what that changed.
///
/// ```java
/// AuditResult found =
///     LookAheadAudit.of(run, instruments, histories, actions, AuditOptions.standard());
/// ```
public final class LookAheadAudit {
  private static final int STARTS = 2;

  private final AuditedRun run;
  private final List<Instrument> instruments;
  private final List<AuditedHistory> histories;
  private final AuditOptions options;
  private final SplittableRandom random;
  private final RunTrace trace;
  private final long rows;
  private long rowsRerun;
  private long compared;

  private record Mismatch(FutureChange change, long cutNanos, int line, String became) {}

  private LookAheadAudit(
      AuditedRun run,
      List<Instrument> instruments,
      List<AuditedHistory> histories,
      AuditOptions options) {
    this.run = run;
    this.instruments = instruments;
    this.histories = histories;
    this.options = options;
    random = new SplittableRandom(options.seed());
    rows = rows(histories, Long.MAX_VALUE);
    trace = new RunTrace(rows);
  }

  /// Audits a run.
  ///
  /// @param histories of each instrument
  /// @param actions   of each instrument; no cut is made at an ex time, because an action takes
  ///     effect after the moment of its ex time
  /// @throws IllegalArgumentException if the strategy is never evaluated after its warm-up
  public static AuditResult of(
      AuditedRun run,
      List<Instrument> instruments,
      List<AuditedHistory> histories,
      List<CorporateActions> actions,
      AuditOptions options) {
    return new LookAheadAudit(run, instruments, histories, options).audit(actions);
  }

  private AuditResult audit(List<CorporateActions> actions) {
    rerun(histories, trace, rows);
    List<Long> cuts = cuts(actions);
    List<Mismatch> mismatches = new ArrayList<>();
    for (long cut : cuts) {
      for (FutureChange change : FutureChange.values()) {
        compare(change, cut, mismatches);
      }
    }
    List<LookAhead> lookAheads = named(mismatches);
    Map<String, WarmUpDifference> warmUps = new TreeMap<>();
    for (int i = 0; i < STARTS; i++) {
      beginLater(warmUps);
    }
    return new AuditResult(
        options,
        cuts,
        rows,
        rowsRerun,
        compared,
        lookAheads,
        List.copyOf(warmUps.values()),
        Optional.empty(),
        Optional.empty());
  }

  private void rerun(List<AuditedHistory> changed, JournalSink sink, long count) {
    try {
      run.run(changed, sink);
    } catch (PrefixComparison.Stop _) {
      // The last entry of a run, its seal, is written when nothing is left to be stopped.
    }
    rowsRerun += count;
  }

  /// Every other cut is made at a decision, where a look ahead shows most, if there are any.
  private List<Long> cuts(List<CorporateActions> actions) {
    TreeSet<Long> barred = new TreeSet<>();
    actions.forEach(one -> one.actions().forEach(action -> barred.add(action.exTimeNanos())));
    long end = histories.stream().mapToLong(AuditedHistory::lastNanos).max().orElse(0);
    LongColumn evaluated = trace.evaluatedNanos();
    LongColumn decided = trace.decidedNanos();
    TreeSet<Long> cuts = new TreeSet<>();
    boolean isFound = true;
    while (cuts.size() < options.cuts() && isFound) {
      boolean isDecision = cuts.size() % 2 == 1 && draw(decided, end, barred, cuts);
      isFound = isDecision || draw(evaluated, end, barred, cuts);
    }
    if (cuts.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing to audit: evaluationsAfterWarmUp=%d, rows=%d. Use a longer history."
              .formatted(evaluated.size(), rows));
    }
    return List.copyOf(cuts);
  }

  /// Adds one of the moments before the end that is neither barred nor a cut already: the first
  /// such from a random one on.
  ///
  /// @return whether there was one
  private boolean draw(LongColumn moments, long end, Set<Long> barred, Set<Long> cuts) {
    int count = moments.size();
    int first = count == 0 ? 0 : random.nextInt(count);
    for (int i = 0; i < count; i++) {
      long moment = moments.get((first + i) % count);
      if (moment < end && !barred.contains(moment) && cuts.add(moment)) {
        return true;
      }
    }
    return false;
  }

  private void compare(FutureChange change, long cut, List<Mismatch> into) {
    List<AuditedHistory> changed = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      changed.add(histories.get(i).changed(change, cut, instruments.get(i), random.nextLong()));
    }
    PrefixComparison comparison = new PrefixComparison(trace, cut);
    rerun(changed, comparison, rows(histories, cut));
    compared += trace.linesUpTo(cut);
    if (comparison.differing() >= 0) {
      into.add(new Mismatch(change, cut, comparison.differing(), comparison.became()));
    }
  }

  /// Runs once more to see what the run itself had at the lines that differ.
  private List<LookAhead> named(List<Mismatch> mismatches) {
    if (mismatches.isEmpty()) {
      return List.of();
    }
    LineCapture capture = new LineCapture();
    mismatches.forEach(one -> capture.want(one.line()));
    rerun(histories, capture, rows);
    return mismatches.stream()
        .map(
            one ->
                LookAhead.of(
                    one.change(),
                    one.cutNanos(),
                    one.line() < trace.linesUpTo(one.cutNanos()) ? capture.line(one.line()) : "",
                    one.became()))
        .toList();
  }

  /// Begins after the first tenth to half of the longest history of bars, at the open of one.
  private void beginLater(Map<String, WarmUpDifference> found) {
    BarColumns longest = histories.getFirst().bars();
    for (AuditedHistory one : histories) {
      longest = one.bars().size() > longest.size() ? one.bars() : longest;
    }
    int least = longest.size() / 10 + 1;
    int first = random.nextInt(least, Math.max(least + 1, longest.size() / 2));
    if (first >= longest.size()) {
      return;
    }
    long from = longest.openTimeNanos()[first];
    List<AuditedHistory> later = histories.stream().map(one -> one.from(from)).toList();
    rerun(
        later,
        new WarmUpComparison(
            trace,
            instruments,
            later.stream().map(AuditedHistory::bars).toList(),
            WarmUpComparison.scales(trace),
            found),
        rows(later, Long.MAX_VALUE));
  }

  private static long rows(List<AuditedHistory> histories, long upToNanos) {
    return histories.stream().mapToLong(one -> one.rowsUpTo(upToNanos)).sum();
  }
}
