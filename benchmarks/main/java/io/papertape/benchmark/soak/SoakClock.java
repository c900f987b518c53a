package io.papertape.benchmark.soak;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// The venue's time, which is also the session's: nanoseconds since 1970-01-01 UTC. It stands
/// until it is set.
final class SoakClock implements LongSupplier {
  static final long START_NANOS = 1_764_115_200_000_000_000L; // 2025-11-26, midnight

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final AtomicLong nanos = new AtomicLong(START_NANOS);

  @Override
  public long getAsLong() {
    return nanos.get();
  }

  long millis() {
    return nanos.get() / NANOS_PER_MILLI;
  }

  /// Never goes back.
  void set(long millis) {
    nanos.accumulateAndGet(millis * NANOS_PER_MILLI, Math::max);
  }
}
