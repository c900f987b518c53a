package io.papertape.workspace.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The best ten trials as a table of texts.
///
/// @param columns headings; those that begin with `#` stand over numbers
public record BestRows(List<String> columns, List<List<String>> rows) {
  private static final int BEST = 10;

  /// Of a finished sweep.
  public static BestRows of(SweepResult result) {
    boolean isShown =
        List.of("sharpe", "cagr", "maxDrawdown").contains(result.objective().figure());
    List<String> columns = new ArrayList<>(List.of("Place"));
    result.plan().space().axes().forEach(axis -> columns.add("#" + axis.name()));
    if (!isShown) {
      columns.add("#" + result.objective().typed());
    }
    columns.addAll(List.of("#Sharpe", "#deflated", "#CAGR", "#drawdown", "#fills", "run"));
    List<Integer> ranking = result.ranking();
    List<List<String>> rows = new ArrayList<>();
    for (int place = 0; place < Math.min(BEST, ranking.size()); place++) {
      rows.add(row(result, place, ranking.get(place), isShown));
    }
    return new BestRows(columns, rows);
  }

  private static List<String> row(SweepResult result, int place, int index, boolean isShown) {
    Trial trial = result.trials().get(index);
    List<String> row = new ArrayList<>(List.of(Integer.toString(place + 1)));
    result.plan().space().axes().forEach(axis -> row.add(trial.parameters().get(axis.name())));
    if (!isShown) {
      row.add(text("%.3f", trial, result.objective().figure(), 1));
    }
    row.add(text("%.3f", trial, "sharpe", 1));
    row.add(SelectionFigures.text("%.1f %%", Optional.of(result.deflated(index)), 100));
    row.add(text("%.2f %%", trial, "cagr", 100));
    row.add(text("%.2f %%", trial, "maxDrawdown", 100));
    row.add(Integer.toString(trial.fills()));
    row.add(trial.run());
    return row;
  }

  private static String text(String format, Trial trial, String name, double scale) {
    return SelectionFigures.text(format, trial.figure(name), scale);
  }
}
