package io.papertape.live.session;

import io.papertape.live.transport.LowPriority;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// When snapshots of a session are taken, and who proves them.
///
/// The first of a life is due after a tenth of both: whether snapshots of the session are right is
/// known early, and what takes and proves them is compiled while there is little to take.
///
/// @param everyMoments so many moments after the last one; 0: never
/// @param leastNanos   and so long after it, by the ticker of the process
/// @param prover       runs the proofs, one at a time
/// @param restShare    how long a proof rests for the time it works; 0: not at all
/// @param notes        is told what becomes of them, on any thread
public record SnapshotPlan(
    long everyMoments,
    long leastNanos,
    Executor prover,
    int restShare,
    Consumer<SnapshotNote> notes) {
  private static final int FIRST = 10;

  /// No snapshots.
  public static final SnapshotPlan NONE = new SnapshotPlan(0, 0, Runnable::run, _ -> {});

  private static final long USUAL_MOMENTS = 250_000;
  private static final long USUAL_NANOS = 60_000_000_000L;
  private static final int USUAL_REST = 3;

  /// One whose proofs do not rest.
  public SnapshotPlan(
      long everyMoments, long leastNanos, Executor prover, Consumer<SnapshotNote> notes) {
    this(everyMoments, leastNanos, prover, 0, notes);
  }

  /// What a service does: proofs run in the background, at the lowest priority and with rests.
  public static SnapshotPlan inBackground(Consumer<SnapshotNote> notes) {
    return inBackground(USUAL_MOMENTS, USUAL_NANOS, notes);
  }

  /// The same at other times.
  public static SnapshotPlan inBackground(
      long everyMoments, long leastNanos, Consumer<SnapshotNote> notes) {
    return new SnapshotPlan(
        everyMoments,
        leastNanos,
        task ->
            Thread.ofPlatform()
                .name("snapshot")
                .daemon()
                .start(
                    () -> {
                      try {
                        LowPriority.take(); // the session itself comes first
                      } finally {
                        task.run(); // even if not: somebody waits for it
                      }
                    }),
        USUAL_REST,
        notes);
  }

  /// No snapshots either, but what there is to tell is told.
  SnapshotPlan off() {
    return new SnapshotPlan(0, leastNanos, prover, restShare, notes);
  }

  boolean isOn() {
    return everyMoments > 0;
  }

  /// Whether so much has come since the last one, or since the start of the life.
  boolean isDue(boolean isFirst, long moments, long nanos) {
    int part = isFirst ? FIRST : 1;
    return moments >= Math.max(1, everyMoments / part) && nanos >= leastNanos / part;
  }
}
