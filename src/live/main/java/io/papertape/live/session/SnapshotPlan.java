package io.papertape.live.session;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// When snapshots of a session are taken, and who proves them.
///
/// @param everyMoments so many moments after the last one; 0: never
/// @param leastNanos   and so long after it, by the ticker of the process
/// @param prover       runs the proofs, one at a time
/// @param notes        is told what becomes of them, on any thread
public record SnapshotPlan(
    long everyMoments, long leastNanos, Executor prover, Consumer<SnapshotNote> notes) {
  /// No snapshots.
  public static final SnapshotPlan NONE = new SnapshotPlan(0, 0, Runnable::run, _ -> {});

  private static final long USUAL_MOMENTS = 250_000;
  private static final long USUAL_NANOS = 60_000_000_000L;

  /// What a service does: proofs run in the background, at the lowest priority.
  public static SnapshotPlan inBackground(Consumer<SnapshotNote> notes) {
    return inBackground(USUAL_MOMENTS, USUAL_NANOS, notes);
  }

  /// The same at other times.
  @SuppressWarnings("ThreadPriorityCheck") // the session itself comes first
  public static SnapshotPlan inBackground(
      long everyMoments, long leastNanos, Consumer<SnapshotNote> notes) {
    return new SnapshotPlan(
        everyMoments,
        leastNanos,
        task ->
            Thread.ofPlatform().name("snapshot").daemon().priority(Thread.MIN_PRIORITY).start(task),
        notes);
  }

  boolean isOn() {
    return everyMoments > 0;
  }
}
