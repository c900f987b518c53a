package io.papertape.indicator;

import java.util.Arrays;

/// Sums over the last n numbers of a column, each taken anew and in the order of the numbers, so
/// that they equal the sums of a window to the bit.
///
/// All windows of a block take their next number together. Each number is copied to the index of
/// its window first, because the compiler makes vector instructions only of loops along one
/// index.
public final class WindowSums {
  private final int size;
  private final double[] odd = new double[CountedIndicator.BLOCK_BARS];
  private final double[] even = new double[CountedIndicator.BLOCK_BARS];

  /// @param size numbers in a window
  public WindowSums(int size) {
    this.size = size;
  }

  /// `into[j] = 0 + x[from + j] + … + x[from + j + size − 1]` of at most
  /// [CountedIndicator#BLOCK_BARS] windows.
  ///
  /// @param into another array than `x`
  public void of(double[] x, int from, double[] into, int windows) {
    Arrays.fill(into, 0, windows, 0);
    int first = size % 2;
    if (first == 1) {
      System.arraycopy(x, from, odd, 0, windows);
      add(odd, into, windows);
    }
    for (int i = from + first; i < from + size; i += 2) {
      System.arraycopy(x, i, odd, 0, windows);
      System.arraycopy(x, i + 1, even, 0, windows);
      add(odd, even, into, windows);
    }
  }

  private static void add(double[] x, double[] into, int windows) {
    for (int j = 0; j < windows; j++) {
      into[j] += x[j];
    }
  }

  private static void add(double[] x, double[] y, double[] into, int windows) {
    for (int j = 0; j < windows; j++) {
      into[j] = into[j] + x[j] + y[j];
    }
  }

  /// `into[j] = 0 + (x[j] − centers[j])² + … + (x[j + size − 1] − centers[j])²`.
  void ofSquaredDistances(double[] x, double[] centers, double[] into, int windows) {
    Arrays.fill(into, 0, windows, 0);
    int first = size % 2;
    if (first == 1) {
      System.arraycopy(x, 0, odd, 0, windows);
      addSquares(odd, centers, into, windows);
    }
    for (int i = first; i < size; i += 2) {
      System.arraycopy(x, i, odd, 0, windows);
      System.arraycopy(x, i + 1, even, 0, windows);
      addSquares(odd, even, centers, into, windows);
    }
  }

  private static void addSquares(double[] x, double[] centers, double[] into, int windows) {
    for (int j = 0; j < windows; j++) {
      double distance = x[j] - centers[j];
      into[j] += distance * distance;
    }
  }

  private static void addSquares(
      double[] x, double[] y, double[] centers, double[] into, int windows) {
    for (int j = 0; j < windows; j++) {
      double first = x[j] - centers[j];
      double second = y[j] - centers[j];
      into[j] = into[j] + first * first + second * second;
    }
  }
}
