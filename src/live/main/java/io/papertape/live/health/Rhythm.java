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
      int there = Math.min(count, KEPT);
      long usual = largest(there, 1 + there - (int) Math.ceil(QUANTILE * there));
      limit = Math.clamp((long) (factor * usual), least, most);
    }
    if (count == 2 * KEPT) {
      count = KEPT;
    }
  }

  /// The interval of a rank among the first so many; 1 is the largest. Of small ranks, which are
  /// all that is asked for, quicker than to sort them.
  private long largest(int there, int rank) {
    long[] largest = new long[rank]; // falling
    Arrays.fill(largest, Long.MIN_VALUE);
    for (int i = 0; i < there; i++) {
      if (intervals[i] > largest[rank - 1]) {
        int at = rank - 1;
        for (; at > 0 && intervals[i] > largest[at - 1]; at--) {
          largest[at] = largest[at - 1];
        }
        largest[at] = intervals[i];
      }
    }
    return largest[rank - 1];
  }

  /// A silence beyond this is a stall; the longest allowed while too little is known.
  long limitNanos() {
    return limit;
  }
}
