package io.papertape.workspace.experiment;

import io.papertape.performance.Measure;
import io.papertape.workspace.Counted;
import io.papertape.workspace.experiment.WalkForwardResult.History;
import io.papertape.workspace.experiment.WalkForwardResult.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// A walk-forward in words and tables, for the terminal and the report.
public final class WalkForwardText {
  private static final int MOST_WINDOWS = 40;
  private static final List<String> FRACTIONS =
      List.of("totalReturn", "maxDrawdown", "cagr", "volatility");

  private final WalkForwardResult result;
  private final List<String> lines = new ArrayList<>();

  private WalkForwardText(WalkForwardResult result) {
    this.result = result;
  }

  /// What a walk-forward ends with.
  public static List<String> lines(WalkForwardResult result) {
    WalkForwardText text = new WalkForwardText(result);
    text.head();
    text.windows();
    text.means();
    text.outOfSample();
    text.lookAhead();
    text.verdict();
    return text.lines;
  }

  private void head() {
    row("strategy", result.strategy());
    row("cut", result.plan().cut().text());
    row(
        "trials",
        "%d, chosen by %s; %d ever on this data"
            .formatted(result.trials().size(), result.objective().typed(), result.ever().count()));
    result
        .exhausted()
        .ifPresent(
            why -> row("asked for", "%d; %s".formatted(result.plan().search().trials(), why)));
    for (Uncounted.Row left : result.uncounted().rows()) {
      row("not counted", "%d %s".formatted(left.count(), left.what()));
    }
    if (result.counted().size() < result.trials().size()) {
      Trial first =
          result.trials().stream().filter(one -> !one.isCounted()).findFirst().orElseThrow();
      row(
          "left out",
          "%d, such as %s: %s"
              .formatted(
                  result.trials().size() - result.counted().size(),
                  first.parameters(),
                  first.why()));
    }
  }

  private void windows() {
    List<List<String>> cells = new ArrayList<>();
    String name = result.objective().figure();
    cells.add(List.of("test", "chosen", label(name) + " in", "out", "return in", "out"));
    for (Window window : result.windows()) {
      cells.add(
          List.of(
              WalkForwardTable.days(result, window.choice().fold().test()),
              result.chosen(window),
              number(name, value(window.inSample(), name)),
              number(name, value(window.outOfSample(), name)),
              number("totalReturn", value(window.inSample(), "totalReturn")),
              number("totalReturn", value(window.outOfSample(), "totalReturn"))));
    }
    int shown = Math.min(cells.size(), MOST_WINDOWS + 1);
    for (List<String> row : cells.subList(0, shown)) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = cells.stream().mapToInt(one -> one.get(column).length()).max().orElse(0);
        String space = " ".repeat(width - row.get(i).length());
        line.append(i < 2 ? row.get(i) + space : space + row.get(i)).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    if (shown < cells.size()) {
      lines.add("and %d more in windows.csv".formatted(cells.size() - shown));
    }
  }

  private void lookAhead() {
    result.windows().reversed().stream()
        .flatMap(window -> window.trial().stream())
        .findFirst()
        .map(trial -> result.trials().get(trial).run())
        .ifPresent(
            run ->
                row(
                    "look-ahead",
                    "not audited: papertape reproduce %s, then audit %s".formatted(run, run)));
  }

  private void means() {
    for (List<String> row : comparison(result)) {
      row(row.get(0), "in sample %s, out of sample %s".formatted(row.get(1), row.get(2)));
    }
    lines.add(efficiency(result));
  }

  /// Means of the windows: name, in sample, out of sample.
  static List<List<String>> comparison(WalkForwardResult result) {
    return WalkForwardTable.shown(result.objective()).stream()
        .map(
            name ->
                List.of(
                    "mean " + label(name),
                    number(name, result.mean(name, true)),
                    number(name, result.mean(name, false))))
        .toList();
  }

  /// A figure as people call it: `return`, `drawdown`, `profit factor`.
  static String label(String name) {
    return switch (name) {
      case "totalReturn" -> "return";
      case "maxDrawdown" -> "drawdown";
      case "sharpe" -> "Sharpe";
      case "cagr" -> "CAGR";
      default -> TrialTable.snake(name).replace('_', ' ');
    };
  }

  /// What is left out of sample, in a sentence, after the loss of the joined tests if they lost.
  static String efficiency(WalkForwardResult result) {
    Optional<String> lost =
        joinedReturn(result)
            .filter(joined -> joined < 0)
            .map(joined -> number("totalReturn", OptionalDouble.of(-joined)));
    return lost.map("Joined, the tests lost %s. "::formatted).orElse("")
        + left(result, lost.isPresent());
  }

  private static String left(WalkForwardResult result, boolean hasLost) {
    String name = result.objective().figure();
    String label = label(name);
    long gained =
        result.windows().stream()
            .filter(one -> value(one.outOfSample(), "totalReturn").orElse(0) > 0)
            .count();
    String gains =
        "%d of %s gained.".formatted(gained, Counted.of(result.windows().size(), "test"));
    OptionalDouble before = result.mean(name, true);
    if (before.isEmpty()) {
      return "No window has a %s both in sample and out of sample; %s".formatted(label, gains);
    }
    if (result.objective().isLower()) {
      return "The mean %s, of which less is better, was %s in sample and is %s out of sample; %s"
          .formatted(label, number(name, before), number(name, result.mean(name, false)), gains);
    }
    OptionalDouble after = result.mean(name, false);
    if (after.getAsDouble() > before.getAsDouble()) {
      return ("Out of sample the mean %s, %s, exceeds the %s in sample: the tests were kinder than"
              + " the trainings, which is no merit of the choice; %s")
          .formatted(label, number(name, after), number(name, before), gains);
    }
    OptionalDouble left = result.efficiency(name);
    if (left.isEmpty()) {
      return "In sample the mean %s is not above 0, so nothing could be lost; %s"
          .formatted(label, gains);
    }
    if (left.getAsDouble() <= 0) {
      return "Out of sample nothing of the mean %s in sample is left; %s".formatted(label, gains);
    }
    String part = String.format(Locale.ROOT, "%.0f %%", 100 * left.getAsDouble());
    String said =
        hasLost
            ? "That %s of the mean %s of the windows in sample is left does not change it; %s"
            : "Out of sample %s of the mean %s in sample is left; %s";
    return said.formatted(part, label, gains);
  }

  private static Optional<Double> joinedReturn(WalkForwardResult result) {
    return result.stitched().map(History::levels).map(levels -> levels[levels.length - 1] - 1);
  }

  private void outOfSample() {
    result.stitched().ifPresent(one -> row("out of sample", history(one)));
    OutOfSample.of(result)
        .ifPresent(one -> row("its Sharpe", "%s: %s".formatted(one.what(), one.text())));
    if (result.paths().isEmpty()) {
      return;
    }
    double[] sharpes =
        result.paths().stream()
            .map(one -> value(one.figures(), "sharpe"))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    if (sharpes.length == 0) {
      row("paths", "%d, none of which traded".formatted(result.paths().size()));
      return;
    }
    long below = Arrays.stream(sharpes).filter(one -> one < 0).count();
    row(
        "paths",
        String.format(
            Locale.ROOT,
            "%d; Sharpe from %.3f over %.3f to %.3f, below 0 on %d",
            result.paths().size(),
            sharpes[0],
            (sharpes[(sharpes.length - 1) / 2] + sharpes[sharpes.length / 2]) / 2,
            sharpes[sharpes.length - 1],
            below));
  }

  private static String history(History history) {
    return "return %s, Sharpe %s, drawdown %s, over %s"
        .formatted(
            number("totalReturn", value(history.figures(), "totalReturn")),
            number("sharpe", value(history.figures(), "sharpe")),
            number("maxDrawdown", value(history.figures(), "maxDrawdown")),
            Counted.of(history.returns().length, "period"));
  }

  private void verdict() {
    result.verdict().map(VerdictText::lines).ifPresent(lines::addAll);
  }

  private static OptionalDouble value(List<Measure> figures, String name) {
    return SliceFigures.figure(figures, name).map(Measure::value).orElse(OptionalDouble.empty());
  }

  /// A figure as people read it: returns in percent.
  static String number(String name, OptionalDouble value) {
    if (value.isEmpty()) {
      return "none";
    }
    return FRACTIONS.contains(name)
        ? String.format(Locale.ROOT, "%.2f %%", 100 * value.getAsDouble())
        : String.format(Locale.ROOT, "%.3f", value.getAsDouble());
  }

  private void row(String label, String value) {
    lines.add("%-16s %s".formatted(label, value));
  }
}
