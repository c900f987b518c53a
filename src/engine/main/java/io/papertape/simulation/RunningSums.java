package io.papertape.simulation;

/// Sums of a price over the bars of one history before each bar, so that the sum over any stretch
/// is a difference of two of them. They may overflow: the difference is right if it fits.
///
/// Runs that share a history share the sums; a run of its own has those of the stretch it looks at.
final class RunningSums {
  private final long[] prices;
  private final int bars;
  private final boolean isKept;
  private volatile long[] kept;

  /// @param isKept whether more than one run is to use them
  RunningSums(long[] prices, int bars, boolean isKept) {
    this.prices = prices;
    this.bars = bars;
    this.isKept = isKept;
  }

  boolean isOf(long[] column) {
    return prices == column;
  }

  /// Whether the sums of all bars are kept in one array.
  boolean isKept() {
    return isKept;
  }

  /// The sum before bar i at index i; shared, not to be written.
  long[] kept() {
    long[] known = kept;
    if (known == null) {
      known = new long[bars + 1];
      fill(0, bars, known);
      kept = known;
    }
    return known;
  }

  /// Writes the sums of the bars from an index on: that before bar i to the place `i − from`, up to
  /// and with the one before `to`.
  void fill(int from, int to, long[] into) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      into[i - from] = sum;
      sum += prices[i];
    }
    into[to - from] = sum;
  }
}
