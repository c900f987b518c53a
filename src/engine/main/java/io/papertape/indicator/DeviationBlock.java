package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// What [PriceDeviation] gives, for a block of bars at once and equal to the bit.
///
/// Everything up to the squares is whole and below 2⁵³, so that `double` holds it exactly.
final class DeviationBlock {
  private static final long EXACT = 1L << 52;

  private final WindowBlock block;
  private final int period;
  private final double divisor;
  private final double[] multiples;
  private final double[] sums = new double[CountedIndicator.BLOCK_BARS];
  private final double[] squares = new double[CountedIndicator.BLOCK_BARS];
  private final WindowSums windows;
  private int size;

  DeviationBlock(LongWindow window, long divisor) {
    block = new WindowBlock(window);
    period = window.size();
    this.divisor = (double) divisor;
    windows = new WindowSums(period);
    multiples = new double[period + CountedIndicator.BLOCK_BARS];
  }

  /// Adds the bars `[from, to)` to the window, if their prices are small enough.
  ///
  /// @return false if nothing was added
  boolean take(PriceField field, BarColumns bars, int from, int to) {
    if (!block.load(field, bars, from, to) || !block.isBelow(EXACT)) {
      return false;
    }
    size = to - from;
    long[] numbers = block.numbers();
    int head = block.head();
    // The window that ends at bar j begins at multiples[j].
    int shift = period - 1 - head;
    for (int i = Math.max(0, -shift); i < head + size; i++) {
      multiples[i + shift] = (double) (numbers[i] * period);
    }
    long sum = 0;
    for (int i = Math.max(0, -shift); i < head; i++) {
      sum += numbers[i];
    }
    for (int j = 0; j < size; j++) {
      sum += numbers[head + j];
      sums[j] = (double) sum;
      int oldest = head + j - period + 1;
      sum -= oldest >= 0 ? numbers[oldest] : 0;
    }
    block.keep();
    return true;
  }

  void means(double[] into) {
    for (int j = 0; j < size; j++) {
      into[j] = sums[j] / divisor;
    }
  }

  /// Means plus a number of population deviations.
  void bands(double width, double[] into) {
    deviations(period, into);
    for (int j = 0; j < size; j++) {
      into[j] = sums[j] / divisor + width * into[j];
    }
  }

  /// Distances of the newest prices from the means in sample deviations; 0 where nothing moved.
  void scores(double[] into) {
    deviations(period - 1, squares);
    long[] numbers = block.numbers();
    int head = block.head();
    for (int j = 0; j < size; j++) {
      into[j] = ((double) (numbers[head + j] * period) - sums[j]) / divisor / squares[j];
    }
    for (int j = 0; j < size; j++) {
      if (squares[j] == 0) {
        into[j] = 0;
      }
    }
  }

  void deviations(int count, double[] into) {
    windows.ofSquaredDistances(multiples, sums, squares, size);
    for (int j = 0; j < size; j++) {
      into[j] = Math.sqrt(squares[j] / count) / divisor;
    }
  }
}
