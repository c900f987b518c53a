package io.papertape.strategy.rule;

/// A bound expression: its value as of now, NaN while it is not known.
@FunctionalInterface
interface Node {
  double evaluate();

  /// True if this is a condition and it holds.
  default boolean holds() {
    return evaluate() == 1;
  }
}
