package io.papertape.benchmark;

import io.papertape.benchmark.Program.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// The table that the command prints: a line a program and a line a goal.
final class Table {
  private static final String LINE = "%-6s%-32s%-14s%12s%12s%10s%12s%10s%n";

  private final StringBuilder text = new StringBuilder();
  private final List<String> broken = new ArrayList<>();
  private int goals;
  private int held;

  void add(
      Workload workload, Facts facts, SequencedMap<String, Score> scores, List<Verdict> verdicts) {
    text.append('\n').append(workload.id()).append("  ").append(workload.title()).append('\n');
    text.append("      ").append(facts).append("; density ").append(facts.density()).append('\n');
    facts.notes().forEach(note -> text.append("      ").append(note).append('\n'));
    String unit = "M " + facts.event() + "s/s";
    text.append(
        LINE.formatted(
            "", "program", "column", unit, "mean", "± error", "B/" + facts.event(), "peak MB"));
    for (Program program : workload.programs()) {
      Score score = scores.get(program.method());
      if (score != null) {
        text.append(
            LINE.formatted(
                "",
                program.method(),
                program.column(),
                millions(score.best()),
                millions(score.mean()),
                millions(score.error()),
                number(score.bytes(), 1),
                number(score.peak() / 1e6, 0)));
      }
    }
    ratios(workload, scores);
    for (Cost cost : workload.costs()) {
      text.append("      cost ").append(cost.text(scores, facts)).append('\n');
    }
    verdicts.forEach(verdict -> goal(workload.id(), verdict));
  }

  private void ratios(Workload workload, SequencedMap<String, Score> scores) {
    for (Program program : workload.programs()) {
      Score ours = scores.get(program.method());
      if (program.column() != Column.PAPERTAPE || ours == null) {
        continue;
      }
      for (Program other : workload.programs()) {
        Score theirs = scores.get(other.method());
        if (other.column() != Column.PAPERTAPE && other.column() != Column.PART && theirs != null) {
          text.append(
              String.format(
                  Locale.ROOT,
                  "      %s = %.2f × %s%n",
                  program.method(),
                  ours.best() / theirs.best(),
                  other.column()));
        }
      }
    }
  }

  private void goal(String id, Verdict verdict) {
    goals++;
    held += verdict.holds() ? 1 : 0;
    String line =
        String.format(
            Locale.ROOT,
            "%s %s %s: %s, holds %s",
            id,
            verdict.goal().method(),
            verdict.goal().text(),
            number(verdict.reached(), 2),
            verdict.holds() ? "yes" : "NO");
    text.append("      goal ").append(line).append('\n');
    if (verdict.isBroken()) {
      broken.add(line);
    }
  }

  private static String millions(double value) {
    return number(value / 1e6, 2);
  }

  private static String number(double value, int decimals) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /// Allocation goals that are not reached; they hold or fail on every machine alike.
  List<String> broken() {
    return List.copyOf(broken);
  }

  @Override
  public String toString() {
    return text + "\nGoals: %d of %d hold.\n".formatted(held, goals);
  }
}
