package io.papertape.live.tape;

import io.papertape.live.tape.TapeEvent.TapedBar;
import java.util.Arrays;
import java.util.TreeSet;

/// Which bars of one instrument are on the tape, to tell what comes again. The content of the last
/// few hundred is remembered, and the times of the last thousand that are missing: one from before
/// them counts as told.
final class ToldBars {
  static final int MOST_MISSING = 1_024;
  private static final int REMEMBERED = 512;

  /// Closes of those remembered, rising, and the content of each; with room for one more.
  private final long[] closes = new long[REMEMBERED + 1];

  private final long[] contents = new long[REMEMBERED + 1];
  private int size;
  private final TreeSet<Long> missing = new TreeSet<>();
  private long firstNanos = Long.MAX_VALUE;

  void tell(TapedBar bar) {
    missing.remove(bar.closeNanos());
    firstNanos = Math.min(firstNanos, bar.closeNanos());
    int place = place(bar.closeNanos());
    if (place < 0) {
      place = -place - 1;
      System.arraycopy(closes, place, closes, place + 1, size - place);
      System.arraycopy(contents, place, contents, place + 1, size - place);
      closes[place] = bar.closeNanos();
      size++;
    }
    contents[place] = content(bar);
    if (size > REMEMBERED) {
      size--;
      System.arraycopy(closes, 1, closes, 0, size);
      System.arraycopy(contents, 1, contents, 0, size);
      closes[size] = 0;
      contents[size] = 0;
    }
  }

  /// Where a bar is; where it would be as a negative number, as binary searches tell it.
  private int place(long closeNanos) {
    boolean isLatest = size == 0 || closeNanos > closes[size - 1];
    return isLatest ? -size - 1 : Arrays.binarySearch(closes, 0, size, closeNanos);
  }

  void miss(long closeNanos) {
    missing.add(closeNanos);
    if (missing.size() > MOST_MISSING) {
      missing.pollFirst();
    }
  }

  boolean holds(long closeNanos) {
    if (size == 0 || missing.contains(closeNanos) || closeNanos < firstNanos) {
      return false;
    }
    return closeNanos < closes[0] || place(closeNanos) >= 0;
  }

  /// True if a bar that was told had other content, as far as it is remembered.
  boolean differs(TapedBar bar) {
    int place = place(bar.closeNanos());
    return place >= 0 && contents[place] != content(bar);
  }

  static long content(TapedBar bar) {
    long hash = bar.open();
    hash = hash * 0x9E3779B97F4A7C15L + bar.high();
    hash = hash * 0x9E3779B97F4A7C15L + bar.low();
    hash = hash * 0x9E3779B97F4A7C15L + bar.close();
    return hash * 0x9E3779B97F4A7C15L + bar.volume();
  }
}
