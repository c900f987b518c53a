package io.papertape.simulation;

import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A strategy for tests: does what it was told at the close of certain bars of instrument 0.
final class Script implements Strategy {
  private final SortedMap<Integer, List<Consumer<Context>>> steps = new TreeMap<>();

  /// @param bar number of the bar at whose close the step is done
  Script at(int bar, Consumer<Context> step) {
    steps.computeIfAbsent(bar, _ -> new ArrayList<>()).add(step);
    return this;
  }

  @Override
  public void onBar(Context context, int instrument) {
    if (instrument == 0) {
      steps.getOrDefault(context.barIndex(0), List.of()).forEach(step -> step.accept(context));
    }
  }
}
