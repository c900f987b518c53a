package io.papertape.experiment;

import java.util.Arrays;

/// Sums and sums of squares of every trial in every block of the history. The Sharpe ratio of any
/// half of the blocks needs nothing else.
///
/// Nothing is centred, so that trials with equal returns in a half have equal ratios there to the
/// last bit, whatever they did in the other half: ties stay ties.
final class BlockMoments {
  /// A variance below this share of the mean square is rounding, not variation.
  private static final double FLAT = 1e-12;

  final int rowsDropped;
  final int rowsPerBlock;
  final double[][] sums;
  final double[][] squares;

  /// Trials that do not vary in some block, so that they may not vary in a half.
  private final int[] sometimesFlat;

  /// The first `periods mod blocks` periods are dropped.
  BlockMoments(TrialReturns returns, int blocks) {
    this.rowsPerBlock = returns.periods() / blocks;
    this.rowsDropped = returns.periods() - rowsPerBlock * blocks;
    this.sums = new double[blocks][returns.trials()];
    this.squares = new double[blocks][returns.trials()];
    int[] flat = new int[returns.trials()];
    int count = 0;
    for (int j = 0; j < returns.trials(); j++) {
      flat[count] = j;
      count += fill(returns.column(j), j) ? 1 : 0;
    }
    this.sometimesFlat = Arrays.copyOf(flat, count);
  }

  /// Whether the trial does not vary in some block.
  private boolean fill(double[] column, int trial) {
    boolean flat = false;
    for (int b = 0; b < sums.length; b++) {
      double sum = 0;
      double square = 0;
      int from = rowsDropped + b * rowsPerBlock;
      for (int t = from; t < from + rowsPerBlock; t++) {
        sum += column[t];
        square += column[t] * column[t];
      }
      sums[b][trial] = sum;
      squares[b][trial] = square;
      flat |= isFlat(sum, square, rowsPerBlock);
    }
    return flat;
  }

  /// Sharpe ratios of all trials from their sums over so many rows; 0 where returns do not vary.
  void sharpes(double[] sum, double[] square, int rows, double[] into) {
    double each = 1.0 / rows;
    double free = rows - 1.0;
    for (int j = 0; j < into.length; j++) {
      double mean = sum[j] * each;
      into[j] = mean / Math.sqrt((square[j] - sum[j] * mean) / free);
    }
    for (int j : sometimesFlat) {
      into[j] = isFlat(sum[j], square[j], rows) ? 0 : into[j];
    }
  }

  private static boolean isFlat(double sum, double square, int rows) {
    return square - sum * sum / rows <= FLAT * square;
  }
}
