package io.papertape.simulation;

import io.papertape.market.MutableMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ends the run at the first bar at which a registered score is no number.
final class ScoreGuard {
  private record Guarded(int instrument, ScoreColumn column, ColumnSeries series) {}

  private final MutableMarket market;
  private final List<Guarded> guarded = new ArrayList<>();
  private int firstFailure = Integer.MAX_VALUE;

  ScoreGuard(MutableMarket market) {
    this.market = market;
  }

  Optional<ColumnSeries> find(int instrument, ScoreColumn column) {
    return guarded.stream()
        .filter(one -> one.instrument() == instrument && one.column() == column)
        .map(Guarded::series)
        .findFirst();
  }

  boolean holds(ColumnSeries series) {
    return guarded.stream().anyMatch(one -> one.series() == series);
  }

  void add(int instrument, ScoreColumn column, ColumnSeries series) {
    guarded.add(new Guarded(instrument, column, series));
    firstFailure = Math.min(firstFailure, column.firstFailure());
  }

  /// Index of the first bar, of any instrument, at which the run ends; [Integer#MAX_VALUE] if all
  /// scores are numbers.
  int firstFailure() {
    return firstFailure;
  }

  /// @throws IllegalArgumentException if a score of a bar of this moment is no number
  void require() {
    if (firstFailure != Integer.MAX_VALUE) {
      for (Guarded one : guarded) {
        if (market.isFresh(one.instrument())
            && market.barIndex(one.instrument()) == one.column().firstFailure()) {
          throw one.column().failure();
        }
      }
    }
  }
}
