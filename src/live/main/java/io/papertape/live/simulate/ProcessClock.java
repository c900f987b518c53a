package io.papertape.live.simulate;

import java.util.function.LongSupplier;

/// The clock of the session's machine: it may be set, and then stands still rather than going
/// back.
final class ProcessClock implements LongSupplier {
  private final World world;
  private long offsetNanos;
  private long last = Long.MIN_VALUE;

  ProcessClock(World world) {
    this.world = world;
  }

  /// Sets it so far away from the true time.
  void set(long nanos) {
    offsetNanos = nanos;
  }

  @Override
  public long getAsLong() {
    last = Math.max(last, world.now() + offsetNanos);
    return last;
  }
}
