package io.papertape.benchmark;

/// The rule of W1 and W3. The state (fast mean above or below the slow one) is noted at the
/// first comparison; an exact tie leaves it. It turns up: buy 10 at the next open if flat; it
/// turns down: sell them at the next open.
///
/// @param firstBar the bar of the first comparison, from 0
record CrossRule(int fast, int slow, int firstBar) {
  static final int UNITS = 10;
  static final int CASH = 1_000_000;
  static final int FEE_BPS = 2;

  /// W1: about one fill in 26 bars.
  static final CrossRule DENSE = new CrossRule(10, 30, 29);

  /// W1L: about one fill in 700 bars.
  static final CrossRule SPARSE = new CrossRule(260, 800, 799);
}
