package io.papertape.benchmark;

import java.util.Arrays;

/// The rule of W2: every 21 bars from bar 252 on, rank by the gain over 252 bars, hold the best
/// tenth equally weighted; sells first, filled at the next open.
final class MomentumRule {
  static final int LOOK_BACK = 252;
  static final int EVERY = 21;
  static final double INVESTED = 0.98;

  private MomentumRule() {}

  static boolean isDue(int bar) {
    return bar >= LOOK_BACK && (bar - LOOK_BACK) % EVERY == 0;
  }

  /// How many of so many instruments are held.
  static int held(int instruments) {
    return Math.max(1, instruments / 10);
  }

  /// Marks the best; of equal ones the first.
  ///
  /// @param sorted room for as many values, overwritten
  static void best(double[] momentum, double[] sorted, boolean[] isBest) {
    int wanted = held(momentum.length);
    System.arraycopy(momentum, 0, sorted, 0, momentum.length);
    Arrays.sort(sorted);
    double least = sorted[sorted.length - wanted];
    int above = 0;
    for (double value : momentum) {
      above += value > least ? 1 : 0;
    }
    int equals = wanted - above;
    for (int i = 0; i < momentum.length; i++) {
      isBest[i] = momentum[i] > least || (momentum[i] == least && equals-- > 0);
    }
  }

  /// Whole shares of one of the best.
  static long shares(double equity, double close, int instruments) {
    return (long) Math.floor(INVESTED * equity / held(instruments) / close);
  }
}
