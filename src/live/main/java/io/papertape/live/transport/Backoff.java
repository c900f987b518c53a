package io.papertape.live.transport;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt: anything between nothing and a bound that doubles
/// with each failure up to a cap, so that many clients of a venue that fails do not come back
/// together.
///
/// Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 (full jitter).
///
/// @param base bound after the first failure
/// @param cap  highest bound
public record Backoff(Duration base, Duration cap) {
  public Backoff {
    if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
      throw new IllegalArgumentException(
          "Back-off has no range: base=%s, cap=%s. Give a base above 0 and a cap not below it."
              .formatted(base, cap));
    }
  }

  /// @param failures in a row before this one; 0: the first
  long nanos(int failures, RandomGenerator random) {
    return random.nextLong(boundNanos(failures) + 1);
  }

  long boundNanos(int failures) {
    long most = cap.toNanos();
    long least = base.toNanos();
    return failures < Long.SIZE - 1 && least <= most >> failures ? least << failures : most;
  }
}
