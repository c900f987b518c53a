package io.papertape.live.transport;

import java.util.Optional;
import java.util.function.LongSupplier;

/// The wall clock was set while we ran, or the machine slept.
///
/// @param atNanos   when it was found, by [SystemNanos], after the step
/// @param stepNanos how far the wall clock moved; negative: backwards
public record ClockStep(long atNanos, long stepNanos) {
  /// The last step of a clock; none of a clock that does not look for any, as that of a replay.
  public static Optional<ClockStep> lastOf(LongSupplier clock) {
    return clock instanceof SystemNanos machine ? machine.lastStep() : Optional.empty();
  }
}
