package io.papertape.experiment;

/// Running sums of block moments for one growing choice of blocks: level d holds the sum of the
/// first d chosen blocks, so that the next choice redoes only what changed. The order of
/// additions
/// is that of the blocks, whichever choice came before.
final class HalfSums {
  private final BlockMoments moments;
  private final double[][] sums;
  private final double[][] squares;

  HalfSums(BlockMoments moments, int half) {
    int trials = moments.sums[0].length;
    this.moments = moments;
    this.sums = new double[half + 1][trials];
    this.squares = new double[half + 1][trials];
  }

  /// Takes the chosen blocks, which agree with the ones before up to a level.
  void choose(int[] blocks, int unchanged) {
    for (int level = unchanged; level < blocks.length; level++) {
      int block = blocks[level];
      add(sums[level], moments.sums[block], sums[level + 1]);
      add(squares[level], moments.squares[block], squares[level + 1]);
    }
  }

  void sharpes(double[] into) {
    int half = sums.length - 1;
    moments.sharpes(sums[half], squares[half], half * moments.rowsPerBlock, into);
  }

  private static void add(double[] a, double[] b, double[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] = a[j] + b[j];
    }
  }
}
