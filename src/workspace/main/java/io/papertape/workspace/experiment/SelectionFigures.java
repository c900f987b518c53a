package io.papertape.workspace.experiment;

import io.papertape.experiment.Selection;
import io.papertape.experiment.Trials;
import io.papertape.performance.Measure;
import io.papertape.workspace.Counted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The figures of a selection in words, for the terminal and the report.
public final class SelectionFigures {
  /// One figure.
  ///
  /// @param value its text, or `none`
  /// @param what  what it means; of one that is absent the reason, if no row before gives it
  public record Row(String label, String value, String what) {
    private static final String NONE = "none";

    private static Row absent(String label, String reason) {
      return new Row(label, NONE, reason);
    }

    private boolean isAbsent() {
      return value.equals(NONE);
    }
  }

  private static final String LEFT = "left of the best Sharpe";

  private final Selection selection;
  private final List<CorrectedSharpe> left;

  /// Said where trials were made that are not at hand.
  private final String among;

  private final String everBefore;
  private final List<Row> rows = new ArrayList<>();

  private SelectionFigures(
      Selection selection, int trials, Trials ever, List<CorrectedSharpe> left) {
    this.selection = selection;
    this.left = left;
    boolean isPart = trials < ever.count();
    among = isPart ? "; about %d of the %d trials ever made".formatted(trials, ever.count()) : "";
    everBefore = isPart ? " by all %d ever".formatted(ever.count()) : "";
  }

  /// All of them; none without a selection.
  public static List<Row> of(SweepResult result) {
    List<Row> rows = new ArrayList<>();
    result
        .selection()
        .ifPresent(
            selection -> {
              rows.addAll(of(selection, result.counted().size(), result.ever(), result.left()));
              result.uncorrected().ifPresent(why -> uncorrected(rows, why));
            });
    return reasonsOnce(rows);
  }

  /// @param trials at hand
  /// @param left   the best Sharpe ratio after corrections for the number of trials
  static List<Row> of(Selection selection, int trials, Trials ever, List<CorrectedSharpe> left) {
    return reasonsOnce(new SelectionFigures(selection, trials, ever, left).rows());
  }

  private static List<Row> reasonsOnce(List<Row> rows) {
    Set<String> given = new HashSet<>();
    return rows.stream()
        .map(row -> row.isAbsent() && !given.add(row.what()) ? Row.absent(row.label(), "") : row)
        .toList();
  }

  private static void uncorrected(List<Row> rows, String why) {
    CorrectedSharpe.words().forEach(word -> rows.add(Row.absent(word, why)));
  }

  /// The rows as texts: name, value, meaning.
  static List<List<String>> cells(List<Row> rows) {
    return rows.stream().map(row -> List.of(row.label(), row.value(), row.what())).toList();
  }

  private List<Row> rows() {
    plain("sharpe", "best Sharpe", "a year, the highest of those that can be chosen");
    plain("luckySharpe", "luck alone", "what the best of as many worthless trials would show");
    percent("probabilisticSharpe", "PSR", "confidence that it is above 0");
    percent("deflatedSharpe", "DSR", "confidence that it is above luck alone");
    add("minimumTrackRecord", "track record", "%.0f", 1, "periods needed for 95 %");
    add("minimumBacktestYears", "shortest history", "%.1f", 1, "years in which luck shows as much");
    percent(
        "backtestOverfitting",
        "PBO",
        "of the splits: the best of one half ends in the worse half of the other" + among);
    percent("outOfSampleLoss", "loss out of sample", "of the splits");
    plain("degradationSlope", "degradation", "Sharpe out of sample for one more in sample");
    plain("superiorAbility", "SPA", "p-value, Hansen" + among);
    plain("realityCheck", "Reality Check", "p-value, White" + among);
    for (CorrectedSharpe one : left) {
      rows.add(
          new Row(
              one.word(),
              String.format(Locale.ROOT, "%.3f", one.sharpe()),
              LEFT + significant(one.significant())));
    }
    return rows;
  }

  private String significant(int count) {
    return everBefore.isEmpty()
        ? "; %s significant".formatted(Counted.of(count, "trial"))
        : "%s; %d of these trials significant".formatted(everBefore, count);
  }

  private void plain(String name, String label, String what) {
    add(name, label, "%.3f", 1, what);
  }

  private void percent(String name, String label, String what) {
    add(name, label, "%.1f %%", 100, what);
  }

  private void add(String name, String label, String format, double scale, String what) {
    Measure figure = selection.figure(name).orElseThrow();
    rows.add(
        figure.isPresent()
            ? new Row(label, text(format, Optional.of(figure), scale), what)
            : Row.absent(label, figure.reason().orElse("")));
  }

  /// A figure as text; `none` without a value.
  public static String text(String format, Optional<Measure> figure, double scale) {
    return figure
        .filter(Measure::isPresent)
        .map(one -> String.format(Locale.ROOT, format, one.get() * scale))
        .orElse("none");
  }
}
