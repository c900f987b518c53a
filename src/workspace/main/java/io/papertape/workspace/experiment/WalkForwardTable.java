package io.papertape.workspace.experiment;

import io.papertape.experiment.Fold.Span;
import io.papertape.performance.Measure;
import io.papertape.workspace.experiment.WalkForwardResult.History;
import io.papertape.workspace.experiment.WalkForwardResult.Window;
import io.papertape.workspace.report.RunTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// The tables of a walk-forward as CSV.
public final class WalkForwardTable {
  /// Figures of a window that are always shown.
  static final List<String> SHOWN = List.of("sharpe", "totalReturn", "maxDrawdown");

  private WalkForwardTable() {}

  /// Figures of a window: the objective first.
  public static List<String> shown(Objective objective) {
    List<String> shown = new ArrayList<>(List.of(objective.figure()));
    SHOWN.stream().filter(name -> !shown.contains(name)).forEach(shown::add);
    return shown;
  }

  /// Days of spans as ISO intervals, both ends included: `2010-01-04/2012-12-31`.
  public static String days(WalkForwardResult result, List<Span> spans) {
    return spans.stream()
        .map(
            span ->
                "%s/%s".formatted(result.days().get(span.from()), result.days().get(span.to() - 1)))
        .collect(Collectors.joining(" "));
  }

  static String windows(WalkForwardResult result) {
    List<String> names = shown(result.objective());
    List<Axis> axes = result.plan().space().axes();
    StringBuilder out = new StringBuilder("window,train,test");
    axes.forEach(axis -> out.append(",").append(axis.name()));
    out.append(",run");
    names.stream()
        .map(TrialTable::snake)
        .forEach(name -> out.append(",in_").append(name).append(",out_").append(name));
    out.append('\n');
    for (int i = 0; i < result.windows().size(); i++) {
      Window window = result.windows().get(i);
      Optional<Trial> trial = window.trial().map(result.trials()::get);
      out.append(i + 1)
          .append(',')
          .append(days(result, window.choice().fold().train()))
          .append(',')
          .append(days(result, window.choice().fold().test()));
      axes.forEach(
          axis ->
              out.append(",").append(trial.map(t -> t.parameters().get(axis.name())).orElse("")));
      out.append(',').append(trial.map(Trial::run).orElse(""));
      for (String name : names) {
        out.append(',').append(number(window.inSample(), name));
        out.append(',').append(number(window.outOfSample(), name));
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static String number(List<Measure> figures, String name) {
    OptionalDouble value =
        SliceFigures.figure(figures, name).map(Measure::value).orElse(OptionalDouble.empty());
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  /// What 1 became out of sample, and which window had the word.
  static String equity(WalkForwardResult result, History history) {
    StringBuilder out = new StringBuilder("time,equity,return,window\n");
    double[] levels = history.levels();
    out.append(RunTables.time(history.endNanos()[0])).append(",1.0,,\n");
    int[] windows = windowOfEach(result, history);
    for (int i = 0; i < windows.length; i++) {
      out.append(RunTables.time(history.endNanos()[i + 1]))
          .append(',')
          .append(levels[i + 1])
          .append(',')
          .append(history.returns()[i])
          .append(',')
          .append(windows[i])
          .append('\n');
    }
    return out.toString();
  }

  /// Number of the window, from 1, that has the word in each period.
  static int[] windowOfEach(WalkForwardResult result, History history) {
    int[] numbers = new int[history.returns().length];
    int window = 0;
    List<Window> windows = result.windows();
    for (int i = 0; i < numbers.length; i++) {
      while (window + 1 < windows.size() && begin(windows.get(window + 1)) <= history.from() + i) {
        window++;
      }
      numbers[i] = window + 1;
    }
    return numbers;
  }

  private static int begin(Window window) {
    return window.choice().fold().test().getFirst().from();
  }

  /// What 1 became on each path.
  static String paths(WalkForwardResult result) {
    StringBuilder out = new StringBuilder("time");
    List<double[]> levels = result.paths().stream().map(History::levels).toList();
    for (int i = 0; i < levels.size(); i++) {
      out.append(",path_").append(i + 1);
    }
    out.append('\n');
    long[] times = result.paths().getFirst().endNanos();
    for (int t = 0; t < times.length; t++) {
      out.append(RunTables.time(times[t]));
      for (double[] path : levels) {
        out.append(',').append(path[t]);
      }
      out.append('\n');
    }
    return out.toString();
  }
}
