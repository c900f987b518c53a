package io.papertape.live.tape;

import io.papertape.live.tape.TapeEvent.TapedBar;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which bars of one instrument are on the tape, to tell what comes again. The content of the last
/// few hundred is remembered, and the times of the last thousand that are missing: one from before
/// them counts as told.
final class ToldBars {
  static final int MOST_MISSING = 1_024;
  private static final int REMEMBERED = 512;

  private final TreeMap<Long, Long> told = new TreeMap<>();
  private final TreeSet<Long> missing = new TreeSet<>();
  private long firstNanos = Long.MAX_VALUE;

  void tell(TapedBar bar) {
    missing.remove(bar.closeNanos());
    told.put(bar.closeNanos(), content(bar));
    firstNanos = Math.min(firstNanos, bar.closeNanos());
    if (told.size() > REMEMBERED) {
      told.pollFirstEntry();
    }
  }

  void miss(long closeNanos) {
    missing.add(closeNanos);
    if (missing.size() > MOST_MISSING) {
      missing.pollFirst();
    }
  }

  boolean holds(long closeNanos) {
    if (told.isEmpty() || missing.contains(closeNanos) || closeNanos < firstNanos) {
      return false;
    }
    return closeNanos < told.firstKey() || told.containsKey(closeNanos);
  }

  /// True if a bar that was told had other content, as far as it is remembered.
  boolean differs(TapedBar bar) {
    Long before = told.get(bar.closeNanos());
    return before != null && before != content(bar);
  }

  static long content(TapedBar bar) {
    long hash = bar.open();
    hash = hash * 0x9E3779B97F4A7C15L + bar.high();
    hash = hash * 0x9E3779B97F4A7C15L + bar.low();
    hash = hash * 0x9E3779B97F4A7C15L + bar.close();
    return hash * 0x9E3779B97F4A7C15L + bar.volume();
  }
}
