package io.papertape.performance;

/// Two series that belong together, one value each per period.
final class Pairs {
  private Pairs() {}

  static void check(double[] returns, double[] benchmark) {
    if (returns.length != benchmark.length) {
      throw new IllegalArgumentException(
          "Series differ in length: returns=%d, benchmark=%d. Keep the periods both have."
              .formatted(returns.length, benchmark.length));
    }
  }
}
