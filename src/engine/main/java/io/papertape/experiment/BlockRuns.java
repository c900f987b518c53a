package io.papertape.experiment;

import java.util.Arrays;

/// Resamples as runs of neighbouring rows, so that the sum of a resample costs two look-ups a run
/// in a table of running sums, not one a row.
final class BlockRuns {
  private final int[][] starts;
  private final int[][] ends;

  /// @param resamples row indexes, `[resample][place]`
  /// @param rows      all indexes lie below
  BlockRuns(int[][] resamples, int rows) {
    this.starts = new int[resamples.length][];
    this.ends = new int[resamples.length][];
    for (int k = 0; k < resamples.length; k++) {
      split(resamples[k], rows, k);
    }
  }

  private void split(int[] index, int rows, int k) {
    int runs = 0;
    for (int i = 0; i < index.length; i++) {
      if (index[i] < 0 || index[i] >= rows) {
        throw new IllegalArgumentException(
            "Resample leaves the series: resample=%d, place=%d, row=%d, rows=%d. Draw rows below."
                .formatted(k, i, index[i], rows));
      }
      runs += i == 0 || index[i] != index[i - 1] + 1 ? 1 : 0;
    }
    starts[k] = new int[runs];
    ends[k] = new int[runs];
    int run = -1;
    for (int i = 0; i < index.length; i++) {
      if (i == 0 || index[i] != index[i - 1] + 1) {
        starts[k][++run] = index[i];
      }
      ends[k][run] = index[i] + 1;
    }
  }

  int resamples() {
    return starts.length;
  }

  /// Adds up one resample of several columns.
  ///
  /// @param running `[row][column]`, sums of the rows before it; one row more than the series
  void sum(double[][] running, int resample, double[] into) {
    int[] start = starts[resample];
    int[] end = ends[resample];
    Arrays.fill(into, 0);
    for (int run = 0; run < start.length; run++) {
      double[] before = running[start[run]];
      double[] after = running[end[run]];
      for (int j = 0; j < into.length; j++) {
        into[j] += after[j] - before[j];
      }
    }
  }
}
