package io.papertape.benchmark;

/// A goal and what was reached.
///
/// @param reached NaN if it could not be measured
record Verdict(Goal goal, double reached) {
  boolean holds() {
    return goal.holds(reached);
  }

  /// True if the command must fail.
  boolean isBroken() {
    return goal.isAsserted() && !holds();
  }
}
