package io.papertape.performance;

import java.util.Optional;
import java.util.OptionalDouble;

/// One figure: a finite value, or the reason why there is none. Never NaN, infinity or a
/// sentinel.
///
/// @param name     the convention's own name for it
/// @param n        number of observations it was computed from
/// @param value    present exactly if `reason` is empty
/// @param reason   why the value is undefined, such as `no losing day`
/// @param interval bootstrap interval; empty for what is no ratio or has too few observations
public record Measure(
    String name,
    PerformanceConvention convention,
    int n,
    OptionalDouble value,
    Optional<String> reason,
    Optional<Interval> interval) {

  public Measure {
    if (value.isPresent() == reason.isPresent()) {
      throw new IllegalArgumentException(
          "Measure needs a value or a reason: name=%s, value=%s, reason=%s. Give exactly one."
              .formatted(name, value, reason));
    }
    if (value.isPresent() && !Double.isFinite(value.getAsDouble())) {
      throw new IllegalArgumentException(
          "Measure is no number: name=%s, value=%s. Make it absent with a reason."
              .formatted(name, value.getAsDouble()));
    }
  }

  /// A defined figure; -0.0 becomes 0.0.
  public static Measure of(String name, PerformanceConvention convention, int n, double value) {
    return new Measure(
        name, convention, n, OptionalDouble.of(value + 0.0), Optional.empty(), Optional.empty());
  }

  /// An undefined figure.
  public static Measure absent(
      String name, PerformanceConvention convention, int n, String reason) {
    return new Measure(
        name, convention, n, OptionalDouble.empty(), Optional.of(reason), Optional.empty());
  }

  /// The same figure with its interval; an absent figure stays without.
  public Measure within(Interval range) {
    return value.isEmpty()
        ? this
        : new Measure(name, convention, n, value, reason, Optional.of(range));
  }

  public boolean isPresent() {
    return value.isPresent();
  }

  /// The value of a figure known to be present.
  public double get() {
    return value.orElseThrow(
        () ->
            new IllegalStateException(
                "Measure is absent: name=%s, reason=%s. Ask isPresent() first."
                    .formatted(name, reason.orElse(""))));
  }
}
