package io.papertape.simulation;

import io.papertape.indicator.ExactColumn;
import io.papertape.market.BarColumns;
import java.util.Optional;
import java.util.function.Supplier;

/// An output of an indicator over a whole history: one value a bar, NaN before the first.
///
/// Exact columns are divided only when a value is asked for, so that comparing two of them needs
/// neither the division nor the memory.
class IndicatorColumn {
  private final String name;
  private final int firstReady;
  private final Optional<Exact> exact;
  private final Supplier<double[]> computation;
  private volatile double[] values;

  /// Ratios of whole numbers, and the history they are made of.
  record Exact(ExactColumn column, BarColumns bars, RunningSums sums) {}

  /// @param name       under which it is recorded
  /// @param firstReady index of the first bar at which every output has a value; the number of
  ///     bars if there is none
  IndicatorColumn(String name, double[] values, int firstReady) {
    this.name = name;
    this.firstReady = firstReady;
    this.values = values;
    exact = Optional.empty();
    computation = () -> values;
  }

  /// A column whose values are computed when they are first asked for.
  IndicatorColumn(String name, Exact exact, Supplier<double[]> computation) {
    this.name = name;
    this.exact = Optional.of(exact);
    this.computation = computation;
    firstReady = Math.min(exact.column().firstBar(), exact.bars().size());
  }

  String name() {
    return name;
  }

  int firstReady() {
    return firstReady;
  }

  Optional<Exact> exact() {
    return exact;
  }

  /// Value of a bar; of a column that grows, one of its last two.
  double at(int bar) {
    return values()[bar];
  }

  /// Shared, never written.
  double[] values() {
    double[] known = values;
    return known != null ? known : compute();
  }

  private synchronized double[] compute() {
    if (values == null) {
      values = computation.get();
    }
    return values;
  }
}
