package io.papertape.simulation;

import java.util.Optional;

/// Where one series is above another and where below, as bits: bit i of word i / 64 is bar i.
/// Neither is on at a tie, nor where a value is missing.
final class Sides {
  private static final int WORD = 64;

  /// Bars compared at once: their numerators stay in the cache.
  static final int BLOCK = SignalColumn.BLOCK * WORD;

  private final IndicatorColumn left;
  private final IndicatorColumn right;
  private final int bars;
  private final Optional<ExactPair> exact;
  private final long[] above;
  private final long[] below;
  private final RunMemory memory;
  private int known;

  Sides(IndicatorColumn left, IndicatorColumn right, int bars, RunMemory memory) {
    this.left = left;
    this.right = right;
    this.bars = bars;
    this.memory = memory;
    exact = ExactPair.of(left, right);
    above = new long[SignalColumn.words(bars)];
    below = new long[SignalColumn.words(bars)];
  }

  boolean compares(IndicatorColumn one, IndicatorColumn other) {
    return left == one && right == other;
  }

  /// Compares as far as the words before an index need it.
  void computeTo(int word) {
    int end = Math.min(bars, word * WORD);
    while (known < end) {
      int to = Math.min(bars, known + BLOCK);
      compare(known, to);
      known = to;
    }
  }

  private void compare(int from, int to) {
    int first = Math.max(from, Math.max(left.firstReady(), right.firstReady()));
    if (first < to && exact.isPresent()) {
      compareExactly(exact.get(), first, to);
    } else if (first < to) {
      compareRounded(first, to);
    }
  }

  /// Bits of the bars at which the first series is above; shared, not to be written.
  long[] above() {
    return above;
  }

  /// Bits of the bars at which the first series is below; shared, not to be written.
  long[] below() {
    return below;
  }

  private void compareRounded(int from, int to) {
    double[] one = left.values();
    double[] other = right.values();
    for (int start = from; start < to; ) {
      int end = Math.min(to, start - start % WORD + WORD);
      long up = 0;
      long down = 0;
      for (int i = end - 1; i >= start; i--) {
        up = (up << 1) | (one[i] > other[i] ? 1 : 0);
        down = (down << 1) | (one[i] < other[i] ? 1 : 0);
      }
      above[start / WORD] |= up << start;
      below[start / WORD] |= down << start;
      start = end;
    }
  }

  private void compareExactly(ExactPair pair, int from, int to) {
    int count = to - from;
    long[] difference = memory.differences();
    pair.subtract(from, to, difference, memory.subtracted());
    boolean hasTie = hasZero(difference, count);
    for (int start = from; start < to; ) {
      int end = Math.min(to, start - start % WORD + WORD);
      long negative = signs(difference, start - from, end - from);
      long positive = hasTie ? positives(difference, start - from, end - from) : ~negative;
      long all = -1L >>> (WORD - (end - start));
      below[start / WORD] |= negative << start;
      above[start / WORD] |= (positive & all) << start;
      start = end;
    }
  }

  private static boolean hasZero(long[] values, int count) {
    long signs = 0;
    for (int i = 0; i < count; i++) {
      // The sign is that of 0 − 1 for zero alone.
      signs |= (values[i] - 1) & ~values[i];
    }
    return signs < 0;
  }

  /// The signs of at most 64 values as bits. Eight at a time, so that the eights do not wait for
  /// each other; doubling and adding is one instruction, shifting and combining are two.
  private static long signs(long[] values, int from, int to) {
    long bits = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long eight = values[i + 7] >>> 63;
      eight = eight + eight + (values[i + 6] >>> 63);
      eight = eight + eight + (values[i + 5] >>> 63);
      eight = eight + eight + (values[i + 4] >>> 63);
      eight = eight + eight + (values[i + 3] >>> 63);
      eight = eight + eight + (values[i + 2] >>> 63);
      eight = eight + eight + (values[i + 1] >>> 63);
      eight = eight + eight + (values[i] >>> 63);
      bits |= eight << (i - from);
    }
    for (; i < to; i++) {
      bits |= (values[i] >>> 63) << (i - from);
    }
    return bits;
  }

  private static long positives(long[] values, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      bits |= (-values[i] >>> 63) << (i - from);
    }
    return bits;
  }
}
