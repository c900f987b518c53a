package io.papertape.performance;

import java.util.OptionalLong;

/// A drawdown in time, for a table.
///
/// @param recoveryNanos empty while under water
/// @param depth         positive fraction
/// @param lengthNanos   from peak to recovery, or to the end of the run
public record DrawdownSpan(
    long peakNanos, long troughNanos, OptionalLong recoveryNanos, double depth, long lengthNanos) {

  static DrawdownSpan of(Drawdown fall, long[] timeNanos) {
    OptionalLong recovery =
        fall.recovery().isPresent()
            ? OptionalLong.of(timeNanos[fall.recovery().getAsInt()])
            : OptionalLong.empty();
    return new DrawdownSpan(
        timeNanos[fall.peak()],
        timeNanos[fall.trough()],
        recovery,
        fall.depth(),
        fall.lengthNanos(timeNanos));
  }
}
