package io.papertape.live.session;

/// When a venue's clock is looked at: one look at a time.
final class ClockTurns {
  /// Between two looks; more often while something is wrong with the clock.
  private static final long CLOCK_NANOS = 20_000_000_000L;

  private static final long DOUBT_NANOS = 4_000_000_000L;

  private boolean isAsking;
  private long lastNanos;

  ClockTurns(long startNanos) {
    lastNanos = startNanos;
  }

  /// True if it is time, and nobody is asking yet; [#end] follows.
  boolean begins(long nowNanos, boolean isInDoubt) {
    if (isAsking || nowNanos < lastNanos + (isInDoubt ? DOUBT_NANOS : CLOCK_NANOS)) {
      return false;
    }
    isAsking = true;
    return true;
  }

  /// The clock has been read, or could not be.
  void end(long nowNanos) {
    isAsking = false;
    lastNanos = nowNanos;
  }
}
