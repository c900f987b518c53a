package io.papertape.live.health;

import java.util.Arrays;

/// How long a stream is usually silent, by its last intervals.
final class Rhythm {
  private static final int KEPT = 256;
  private static final int NEEDED = 16;
  private static final int RENEWED_EVERY = 16;
  private static final double QUANTILE = 0.99;

  private final long least;
  private final long most;
  private final double factor;
  private final long[] intervals = new long[KEPT];
  private int count;
  private long limit;

  Rhythm(HealthSettings settings) {
    least = settings.leastSilence().toNanos();
    most = settings.mostSilence().toNanos();
    factor = settings.silenceFactor();
    limit = most;
  }

  void observe(long intervalNanos) {
    intervals[count % KEPT] = intervalNanos;
    count++;
    if (count >= NEEDED && count % RENEWED_EVERY == 0) {
      long[] sorted = Arrays.copyOf(intervals, Math.min(count, KEPT));
      Arrays.sort(sorted);
      long usual = sorted[(int) Math.ceil(QUANTILE * sorted.length) - 1];
      limit = Math.clamp((long) (factor * usual), least, most);
    }
    if (count == 2 * KEPT) {
      count = KEPT;
    }
  }

  /// A silence beyond this is a stall; the longest allowed while too little is known.
  long limitNanos() {
    return limit;
  }
}
