package io.papertape.live.simulate;

import java.util.function.LongSupplier;

/// The clock of the session's machine: it may be set, and then stands still rather than going
/// back. The session's thread reads it when it gets to it; what comes over the network is stamped
/// by threads of its own, which do not wait for disks.
final class ProcessClock implements LongSupplier {
  private final World world;
  private long offsetNanos;
  private int steps;
  private long last = Long.MIN_VALUE;
  private long lastStamp = Long.MIN_VALUE;

  ProcessClock(World world) {
    this.world = world;
  }

  /// Sets it so far away from the true time.
  void set(long nanos) {
    offsetNanos = nanos;
    steps++;
  }

  /// How often it has been set, which the machine's clock is checked for every second.
  int steps() {
    return steps;
  }

  /// When what happens now has come.
  long stamp() {
    lastStamp = Math.max(lastStamp, world.due() + offsetNanos);
    return lastStamp;
  }

  @Override
  public long getAsLong() {
    last = Math.max(last, world.now() + offsetNanos);
    return last;
  }
}
