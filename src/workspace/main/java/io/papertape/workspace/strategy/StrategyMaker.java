package io.papertape.workspace.strategy;

import io.papertape.strategy.Strategy;

/// Makes instances of one strategy.
@FunctionalInterface
interface StrategyMaker {
  Strategy make();

  /// One whose classes are its own, as far as they are the user's.
  default Strategy makeApart() {
    return make();
  }
}
