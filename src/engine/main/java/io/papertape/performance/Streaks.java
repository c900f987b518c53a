package io.papertape.performance;

/// Runs of neighbours with the same sign.
final class Streaks {
  private Streaks() {}

  /// Length of the longest run of values with the sign; 0 ends a run.
  static int longest(double[] values, int sign) {
    int longest = 0;
    int current = 0;
    for (double value : values) {
      current = (int) Math.signum(value) == sign ? current + 1 : 0;
      longest = Math.max(longest, current);
    }
    return longest;
  }
}
