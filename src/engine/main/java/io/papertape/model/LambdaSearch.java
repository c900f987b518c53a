package io.papertape.model;

import java.util.ArrayList;
import java.util.List;

/// Chooses the penalty by walking forward: the rows are cut into folds + 1 spans of time, and
/// each span but the first is forecast by a model of the rows before it whose targets were known
/// by then (purged). The smallest mean loss wins; among equal ones the larger penalty.
///
/// Loss is the squared error, for logistic models minus the log likelihood, a row.
public final class LambdaSearch {
  private LambdaSearch() {}

  /// Each penalty that was tried, with its mean loss, and the one chosen.
  public record Choice(double lambda, List<Double> grid, List<Double> losses) {
    public Choice {
      grid = List.copyOf(grid);
      losses = List.copyOf(losses);
    }
  }

  /// Searches a grid.
  ///
  /// @param grid penalties a row, ascending
  public static Choice search(
      ModelKind kind, Scaler.Method method, TrainingRows rows, List<Double> grid, int folds) {
    List<Double> losses = new ArrayList<>();
    int best = 0;
    for (int i = 0; i < grid.size(); i++) {
      losses.add(loss(kind, method, rows, grid.get(i), folds));
      if (losses.get(i) <= losses.get(best)) {
        best = i;
      }
    }
    return new Choice(grid.get(best), grid, losses);
  }

  private static double loss(
      ModelKind kind, Scaler.Method method, TrainingRows rows, double lambda, int folds) {
    double sum = 0;
    int count = 0;
    for (int fold = 1; fold <= folds; fold++) {
      int from = rows.cut((double) fold / (folds + 1));
      int to = fold == folds ? rows.size() : rows.cut((fold + 1.0) / (folds + 1));
      TrainingRows known = rows.knownBefore(from);
      if (known.size() <= rows.features()[0].length || to <= from) {
        throw new IllegalArgumentException(
            "Too few rows for the folds: rows=%d, folds=%d. Give a longer window or fewer folds."
                .formatted(rows.size(), folds));
      }
      TrainingRows ahead = rows.slice(from, to);
      double[] scores = FittedModel.fit(kind, method, known, lambda).scores(ahead);
      for (int i = 0; i < scores.length; i++) {
        sum += loss(kind, scores[i], ahead.targets()[i]);
      }
      count += scores.length;
    }
    return sum / count;
  }

  private static double loss(ModelKind kind, double score, double target) {
    return switch (kind) {
      case LINEAR, RIDGE -> (target - score) * (target - score);
      case LOGISTIC -> -StrictMath.log(Math.max(1e-15, target > 0.5 ? score : 1 - score));
    };
  }
}
