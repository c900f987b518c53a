package io.papertape.cli;

import io.papertape.experiment.Selection;
import io.papertape.experiment.Verdict;
import io.papertape.performance.Measure;
import io.papertape.workspace.experiment.CorrectedSharpe;
import io.papertape.workspace.experiment.FillStability;
import io.papertape.workspace.experiment.SweepResult;
import io.papertape.workspace.experiment.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/// What a sweep ends with: the best ten rows, and the verdict in words and colours.
final class SweepSummary {
  private static final int BEST = 10;

  private final SweepResult result;
  private final boolean isColoured;
  private final List<String> lines = new ArrayList<>();

  private SweepSummary(SweepResult result, boolean isColoured) {
    this.result = result;
    this.isColoured = isColoured;
  }

  static List<String> lines(SweepResult result, boolean isColoured) {
    SweepSummary summary = new SweepSummary(result, isColoured);
    summary.head();
    summary.best();
    result.selection().ifPresent(summary::selection);
    summary.fills();
    summary.verdict();
    summary.row("files", result.folder().toString(), "");
    summary.row("sweep", result.id(), "");
    return summary.lines;
  }

  private void head() {
    row("strategy", result.strategy(), "");
    row(
        "trials",
        Integer.toString(result.trials().size()),
        "%s, best first by %s; %d ever on this data"
            .formatted(
                result.plan().search().kind().word(),
                result.objective().typed(),
                result.ever().count()));
    for (Trial.Status status : Trial.Status.values()) {
      if (status != Trial.Status.COMPLETE && result.count(status) > 0) {
        row(
            status.name().toLowerCase(Locale.ROOT),
            Long.toString(result.count(status)),
            result.trials().stream()
                .filter(one -> one.status() == status)
                .findFirst()
                .flatMap(Trial::problem)
                .orElse(""));
      }
    }
  }

  private void best() {
    List<List<String>> cells = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("#"));
    result.plan().space().axes().forEach(axis -> head.add(axis.name()));
    boolean isMain = List.of("sharpe", "cagr").contains(result.objective().figure());
    if (!isMain) {
      head.add(result.objective().typed());
    }
    head.addAll(List.of("Sharpe", "deflated", "CAGR", "drawdown", "fills", "run"));
    cells.add(head);
    List<Integer> ranking = result.ranking();
    for (int place = 0; place < Math.min(BEST, ranking.size()); place++) {
      int index = ranking.get(place);
      Trial trial = result.trials().get(index);
      List<String> row = new ArrayList<>(List.of(Integer.toString(place + 1)));
      result.plan().space().axes().forEach(axis -> row.add(trial.parameters().get(axis.name())));
      if (!isMain) {
        row.add(text("%.3f", trial.figure(result.objective().figure()), 1));
      }
      row.add(text("%.3f", trial.figure("sharpe"), 1));
      row.add(text("%.1f %%", Optional.of(result.deflated(index)), 100));
      row.add(text("%.2f %%", trial.figure("cagr"), 100));
      row.add(text("%.2f %%", trial.figure("maxDrawdown"), 100));
      row.add(Integer.toString(trial.fills()));
      row.add(trial.run());
      cells.add(row);
    }
    table(cells);
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

  private void selection(Selection selection) {
    figure(selection, "sharpe", "best Sharpe", "%.3f", 1, "a year, the highest of all trials");
    figure(
        selection,
        "luckySharpe",
        "luck alone",
        "%.3f",
        1,
        "what the best of as many worthless trials would show");
    figure(
        selection, "probabilisticSharpe", "PSR", "%.1f %%", 100, "confidence that it is above 0");
    figure(
        selection,
        "deflatedSharpe",
        "DSR",
        "%.1f %%",
        100,
        "confidence that it is above luck alone");
    figure(selection, "minimumTrackRecord", "track record", "%.0f", 1, "periods needed for 95 %");
    figure(
        selection,
        "backtestOverfitting",
        "PBO",
        "%.1f %%",
        100,
        "of the splits the best of one half is in the worse half of the other");
    figure(selection, "outOfSampleLoss", "loss out of sample", "%.1f %%", 100, "of the splits");
    figure(
        selection,
        "degradationSlope",
        "degradation",
        "%.3f",
        1,
        "Sharpe out of sample for one more in sample");
    figure(selection, "superiorAbility", "SPA", "%.3f", 1, "p-value, Hansen");
    figure(selection, "realityCheck", "Reality Check", "%.3f", 1, "p-value, White");
    for (CorrectedSharpe one : result.left()) {
      row(
          one.word(),
          String.format(Locale.ROOT, "%.3f", one.sharpe()),
          "left of the best Sharpe; %d trials significant".formatted(one.significant()));
    }
  }

  private void figure(
      Selection selection, String name, String label, String format, double scale, String what) {
    Measure figure = selection.figure(name).orElseThrow();
    String value =
        figure.isPresent()
            ? text(format, Optional.of(figure), scale)
            : "none: " + figure.reason().orElse("");
    row(label, value, what);
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
              "rank correlation of %d trials; the best is now number %s",
              one.n(),
              one.bestRank() % 1 == 0
                  ? Integer.toString((int) one.bestRank())
                  : Double.toString(one.bestRank())));
    }
  }

  private void verdict() {
    if (result.selection().isEmpty()) {
      lines.add("verdict: unknown, the data have fewer than two periods");
      return;
    }
    Verdict verdict = result.selection().get().verdict();
    lines.add(coloured(verdict.grade(), "verdict: " + word(verdict.grade())));
    lines.add("  " + verdict.summary());
    for (Verdict.Finding finding : verdict.findings()) {
      lines.add(coloured(finding.grade(), "  " + word(finding.grade())) + "  " + finding.text());
    }
  }

  private static String word(Verdict.Grade grade) {
    return grade.name().toLowerCase(Locale.ROOT);
  }

  private String coloured(Verdict.Grade grade, String text) {
    String colour =
        switch (grade) {
          case HOLDS -> "green";
          case DOUBTFUL -> "yellow";
          case FAILS -> "red";
          case UNKNOWN -> "faint";
        };
    return isColoured ? Ansi.AUTO.string("@|bold," + colour + " " + text + "|@") : text;
  }

  private static String text(String format, Optional<Measure> figure, double scale) {
    return figure
        .filter(Measure::isPresent)
        .map(one -> String.format(Locale.ROOT, format, one.get() * scale))
        .orElse("none");
  }

  private void row(String label, String value, String what) {
    lines.add("%-20s %-18s  %s".formatted(label, value, what).stripTrailing());
  }
}
