package io.papertape.simulation;

import java.util.Arrays;
import java.util.Optional;

/// Where one series is above another and where below, as bits: bit i of word i / 64 is bar i.
/// Neither is on at a tie, nor where a value is missing.
final class Sides {
  private static final int WORD = 64;

  /// Bars compared at once: what is found of them stays in the cache.
  private static final int BLOCK = SideBits.BLOCK;

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
    int words = (bars + BLOCK - 1) / BLOCK * (BLOCK / WORD);
    above = new long[words];
    below = new long[words];
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

  /// @param to in the block of the first bar, or its end
  private void compareExactly(ExactPair pair, int from, int to) {
    int begin = from - from % BLOCK;
    int[] sides = memory.sides();
    Arrays.fill(sides, 0, from - begin, 0);
    pair.sides(from, to, sides, from - begin, memory);
    Arrays.fill(sides, to - begin, BLOCK, 0);
    SideBits bits = memory.sideBits();
    bits.positive(sides, above, begin / WORD);
    bits.negative(sides, below, begin / WORD);
  }
}
