package io.papertape.live.transport;

import java.util.function.LongSupplier;

/// Notices that the process stood still: a thread that looks several times a second did not. Time
/// is real time, for a process stands still in no other.
///
/// Whoever reads asks as well, because it may be the first to run again. The watching thread lets
/// all readers know before it says that it has seen the standstill, so that none slips through.
final class StandstillWatch {
  /// Between two looks of the watching thread, at most.
  static final long LOOK_NANOS = 500_000_000L;

  private static final long MOST_NANOS = LOOK_NANOS + 1_000_000_000L;

  private final LongSupplier realNanos;
  private volatile long seenNanos;

  StandstillWatch(LongSupplier realNanos) {
    this.realNanos = realNanos;
    seenNanos = realNanos.getAsLong();
  }

  /// True if the process stood still for more than a second since the last look, or its watching
  /// thread did.
  boolean stoodStill() {
    return realNanos.getAsLong() - seenNanos > MOST_NANOS;
  }

  /// The watching thread has looked, and has told all whom it concerns.
  void seen() {
    seenNanos = realNanos.getAsLong();
  }

  long realNanos() {
    return realNanos.getAsLong();
  }
}
