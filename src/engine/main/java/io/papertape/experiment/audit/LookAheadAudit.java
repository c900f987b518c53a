package io.papertape.experiment.audit;

import io.papertape.journal.JournalSink;
import io.papertape.market.BarColumns;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.LongColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// Makes a run again with other futures and with shorter pasts, and says what that changed.
///
/// ```java
/// AuditResult found =
///     LookAheadAudit.of(run, instruments, bars, actions, AuditOptions.standard());
/// ```
public final class LookAheadAudit {
  private static final int STARTS = 2;

  private final AuditedRun run;
  private final List<Instrument> instruments;
  private final List<BarColumns> bars;
  private final AuditOptions options;
  private final SplittableRandom random;
  private final RunTrace trace;
  private final long rows;
  private long barsRerun;
  private long compared;

  private record Mismatch(FutureChange change, long cutNanos, int line, String became) {}

  private LookAheadAudit(
      AuditedRun run, List<Instrument> instruments, List<BarColumns> bars, AuditOptions options) {
    this.run = run;
    this.instruments = instruments;
    this.bars = bars;
    this.options = options;
    random = new SplittableRandom(options.seed());
    rows = rows(bars);
    trace = new RunTrace(rows);
  }

  /// Audits a run.
  ///
  /// @param bars    of each instrument
  /// @param actions of each instrument; no cut is made at an ex time, because an action takes
  ///     effect after the moment of its ex time
  /// @throws IllegalArgumentException if the strategy is never evaluated after its warm-up
  public static AuditResult of(
      AuditedRun run,
      List<Instrument> instruments,
      List<BarColumns> bars,
      List<CorporateActions> actions,
      AuditOptions options) {
    return new LookAheadAudit(run, instruments, bars, options).audit(actions);
  }

  private AuditResult audit(List<CorporateActions> actions) {
    rerun(bars, trace, rows);
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
        options, cuts, rows, barsRerun, compared, lookAheads, List.copyOf(warmUps.values()));
  }

  private void rerun(List<BarColumns> history, JournalSink sink, long count) {
    run.run(history, sink);
    barsRerun += count;
  }

  /// Every other cut is made at a decision, where a look ahead shows most, if there are any.
  private List<Long> cuts(List<CorporateActions> actions) {
    TreeSet<Long> barred = new TreeSet<>();
    actions.forEach(one -> one.actions().forEach(action -> barred.add(action.exTimeNanos())));
    barred.add(
        bars.stream().filter(one -> one.size() > 0).mapToLong(LookAheadAudit::end).max().orElse(0));
    List<Long> evaluated = free(trace.evaluatedNanos(), barred);
    List<Long> decided = free(trace.decidedNanos(), barred);
    if (evaluated.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing to audit: evaluationsAfterWarmUp=0, bars=%d. Use a longer history."
              .formatted(rows));
    }
    TreeSet<Long> cuts = new TreeSet<>();
    while (cuts.size() < options.cuts() && evaluated.size() > 0) {
      List<Long> from = cuts.size() % 2 == 1 && decided.size() > 0 ? decided : evaluated;
      long cut = from.remove(random.nextInt(from.size()));
      cuts.add(cut);
    }
    return List.copyOf(cuts);
  }

  private static long end(BarColumns columns) {
    return columns.closeTimeNanos()[columns.size() - 1];
  }

  private static List<Long> free(LongColumn moments, Set<Long> barred) {
    List<Long> free = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      if (!barred.contains(moments.get(i))) {
        free.add(moments.get(i));
      }
    }
    return free;
  }

  private void compare(FutureChange change, long cut, List<Mismatch> into) {
    List<BarColumns> changed = new ArrayList<>();
    long known = 0;
    for (int i = 0; i < bars.size(); i++) {
      changed.add(change.apply(bars.get(i), cut, instruments.get(i).priceStep(), random.split()));
      known += FutureChange.knownAt(bars.get(i), cut);
    }
    PrefixComparison comparison = new PrefixComparison(trace, cut);
    rerun(changed, comparison, known);
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
    rerun(bars, capture, rows);
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

  /// Begins after the first tenth to half of the history.
  private void beginLater(Map<String, WarmUpDifference> found) {
    BarColumns longest = bars.getFirst();
    for (BarColumns one : bars) {
      longest = one.size() > longest.size() ? one : longest;
    }
    int least = longest.size() / 10 + 1;
    int first = random.nextInt(least, Math.max(least + 1, longest.size() / 2));
    if (first >= longest.size()) {
      return;
    }
    long from = longest.openTimeNanos()[first];
    List<BarColumns> later = bars.stream().map(one -> one.between(from, Long.MAX_VALUE)).toList();
    rerun(
        later,
        new WarmUpComparison(trace, instruments, later, WarmUpComparison.scales(trace), found),
        rows(later));
  }

  private static long rows(List<BarColumns> history) {
    return history.stream().mapToLong(BarColumns::size).sum();
  }
}
