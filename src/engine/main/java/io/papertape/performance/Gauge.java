package io.papertape.performance;

/// Turns raw numbers into [Measure]s of one convention: what is not finite becomes absent.
record Gauge(PerformanceConvention convention, int n) {
  private static final int TWO = 2;

  /// The value, or absent with the reason if it is NaN or infinite.
  Measure of(String name, double value, String reasonIfUndefined) {
    return Double.isFinite(value)
        ? Measure.of(name, convention, n, value)
        : Measure.absent(name, convention, n, reasonIfUndefined);
  }

  /// A value defined for any non-empty sample.
  Measure of(String name, double value) {
    return n == 0 ? tooFew(name, 1) : of(name, value, "not a number");
  }

  /// The value, which needs so many observations.
  Measure needing(int observations, String name, double value, String reasonIfUndefined) {
    return n < observations ? tooFew(name, observations) : of(name, value, reasonIfUndefined);
  }

  /// A quotient; absent when the denominator is 0 or there are fewer than two observations.
  Measure ratio(String name, double numerator, double denominator, String reasonIfZero) {
    return needing(
        TWO, name, denominator == 0 ? Double.NaN : numerator / denominator, reasonIfZero);
  }

  Measure absent(String name, String reason) {
    return Measure.absent(name, convention, n, reason);
  }

  private Measure tooFew(String name, int needed) {
    return absent(name, "needs %d observations, has %d".formatted(needed, n));
  }
}
