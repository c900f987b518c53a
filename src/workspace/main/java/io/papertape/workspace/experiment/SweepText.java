package io.papertape.workspace.experiment;

import io.papertape.workspace.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a sweep ends with: the best ten rows, and the verdict in words.
public final class SweepText {
  private final SweepResult result;
  private final List<String> lines = new ArrayList<>();

  private SweepText(SweepResult result) {
    this.result = result;
  }

  /// The verdict stands in lines that [VerdictText] makes.
  public static List<String> lines(SweepResult result) {
    SweepText summary = new SweepText(result);
    summary.head();
    summary.idle();
    summary.best();
    for (SelectionFigures.Row row : SelectionFigures.of(result)) {
      summary.row(row.label(), row.value(), row.what());
    }
    summary.fills();
    summary.lookAhead();
    summary.verdict();
    return summary.lines;
  }

  private void head() {
    row("strategy", result.strategy(), "");
    String none = result.uncountedTrials();
    row(
        "trials",
        Integer.toString(result.trials().size()),
        "%s, best first by %s%s; %d ever on this data"
            .formatted(
                result.plan().search().kind().word(),
                result.objective().typed(),
                none.isEmpty() ? "" : "; %s, which count as no trial".formatted(none),
                result.ever().count()));
    result
        .exhausted()
        .ifPresent(why -> row("asked for", Integer.toString(result.plan().search().trials()), why));
    for (Uncounted.Row left : result.uncounted().rows()) {
      row("not counted", Integer.toString(left.count()), left.what());
    }
    for (Trial.Status status : Trial.Status.values()) {
      if (status != Trial.Status.COMPLETE && result.count(status) > 0) {
        row(
            status.name().toLowerCase(Locale.ROOT),
            Long.toString(result.count(status)),
            result.trials().stream()
                .filter(one -> one.status() == status)
                .findFirst()
                .map(Trial::why)
                .orElse(""));
      }
    }
  }

  /// Who does nothing risks nothing, and would be the best by any risk or cost.
  private void idle() {
    long idle = result.trials().stream().filter(one -> one.isCounted() && one.fills() == 0).count();
    if (idle > 0) {
      row("without a fill", Long.toString(idle), "these have no objective");
    }
  }

  private void best() {
    if (result.ranking().isEmpty()) {
      lines.add("No trial has a %s%s".formatted(result.objective().typed(), reason()));
      return;
    }
    BestRows best = BestRows.of(result);
    List<List<String>> cells = new ArrayList<>();
    cells.add(
        best.columns().stream()
            .map(name -> name.startsWith("#") ? name.substring(1) : name)
            .toList());
    cells.addAll(best.rows());
    table(cells);
  }

  private String reason() {
    if (result.counted().stream().allMatch(i -> result.trials().get(i).fills() == 0)) {
      return ": none has a fill";
    }
    return result.trials().stream()
        .flatMap(trial -> trial.figure(result.objective().figure()).stream())
        .flatMap(figure -> figure.reason().stream())
        .findFirst()
        .map(why -> ": " + why)
        .orElse("");
  }

  private void table(List<List<String>> cells) {
    for (List<String> row : cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = cells.stream().mapToInt(one -> one.get(column).length()).max().orElse(0);
        line.append(i == 0 ? "" : "  ")
            .append(" ".repeat(width - row.get(i).length()))
            .append(row.get(i));
      }
      lines.add(line.toString());
    }
  }

  private void fills() {
    for (FillStability one : result.stability()) {
      String rank =
          one.rank().isPresent()
              ? String.format(Locale.ROOT, "%.3f", one.rank().getAsDouble())
              : "none";
      row(
          one.name().toLowerCase(Locale.ROOT),
          rank,
          String.format(
              Locale.ROOT,
              "rank correlation of %s; the best is now number %s",
              Counted.of(one.n(), "trial"),
              one.place()));
    }
  }

  /// Selection says nothing of trials that know the future.
  private void lookAhead() {
    if (!result.ranking().isEmpty()) {
      String run = result.trials().get(result.ranking().getFirst()).run();
      row("look-ahead", "not audited", "papertape reproduce %s, then audit %s".formatted(run, run));
    }
  }

  private void verdict() {
    if (result.selection().isEmpty()) {
      lines.add("verdict: unknown, " + result.unasked());
      return;
    }
    lines.addAll(VerdictText.lines(result.selection().get().verdict()));
  }

  private void row(String label, String value, String what) {
    lines.add("%-20s %-18s  %s".formatted(label, value, what).stripTrailing());
  }
}
