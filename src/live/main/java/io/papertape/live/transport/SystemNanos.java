package io.papertape.live.transport;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// The wall clock as nanoseconds since 1970-01-01 UTC that never run backwards, for any thread.
///
/// Between two checks it advances with the machine's steady counter, so that a step of the wall
/// clock (an administrator, a first synchronisation, a laptop that slept) cannot reorder what was
/// received. [#check], once a second of [#ticking], finds the step: one forwards is taken over at
/// once, one backwards is made up for by running at half speed until the wall clock has caught up.
public final class SystemNanos implements LongSupplier {
  /// A smaller difference between the two clocks is not called a step.
  public static final long LEAST_STEP_NANOS = 50_000_000L;

  private static final long CHECK_NANOS = 1_000_000_000L;
  private static final long MOST_READING_NANOS = LEAST_STEP_NANOS / 10;

  private final LongSupplier wallNanos;
  private final LongSupplier steadyNanos;
  private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);
  private volatile Anchor anchor;
  private volatile Optional<ClockStep> lastStep = Optional.empty();

  /// One that nobody checks, for what does not run for long.
  public SystemNanos() {
    this(SystemNanos::wall, System::nanoTime);
  }

  /// @param wallNanos   since 1970-01-01 UTC; may step
  /// @param steadyNanos from any origin; never steps
  public SystemNanos(LongSupplier wallNanos, LongSupplier steadyNanos) {
    this.wallNanos = wallNanos;
    this.steadyNanos = steadyNanos;
    this.anchor = new Anchor(steadyNanos.getAsLong(), wallNanos.getAsLong(), 0);
  }

  /// One that is checked every second as long as the process runs.
  public static SystemNanos ticking() {
    SystemNanos clock = new SystemNanos();
    Thread.ofPlatform()
        .daemon()
        .name("clock-steps")
        .start(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                clock.check();
                LockSupport.parkNanos(CHECK_NANOS);
              }
            });
    return clock;
  }

  /// The last step that was found.
  public Optional<ClockStep> lastStep() {
    return lastStep;
  }

  @Override
  public long getAsLong() {
    return last.accumulateAndGet(anchor.at(steadyNanos.getAsLong()), Math::max);
  }

  /// Compares the wall clock with the steady counter; once a second is often enough. A check that
  /// was interrupted between its readings finds nothing and leaves the step to the next.
  public synchronized Optional<ClockStep> check() {
    long before = steadyNanos.getAsLong();
    long wall = wallNanos.getAsLong();
    long reading = steadyNanos.getAsLong() - before;
    long steady = before + reading / 2;
    long step = wall - anchor.wall(steady);
    if (reading > MOST_READING_NANOS || Math.abs(step) < LEAST_STEP_NANOS) {
      return Optional.empty();
    }
    anchor = new Anchor(steady, wall, Math.max(0, anchor.at(steady) - wall));
    lastStep = Optional.of(new ClockStep(getAsLong(), step));
    return lastStep;
  }

  private static long wall() {
    Instant now = Instant.now();
    return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
  }

  /// What both clocks showed at one moment.
  ///
  /// @param aheadNanos how far this clock was before the wall clock then
  private record Anchor(long steadyNanos, long wallNanos, long aheadNanos) {
    long wall(long steady) {
      return wallNanos + (steady - steadyNanos);
    }

    long at(long steady) {
      return wall(steady) + Math.max(0, aheadNanos - (steady - steadyNanos) / 2);
    }
  }
}
