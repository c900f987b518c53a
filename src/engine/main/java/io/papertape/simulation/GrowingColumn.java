package io.papertape.simulation;

import java.util.Arrays;

/// A column that grows by one value a bar.
final class GrowingColumn extends IndicatorColumn {
  private static final int FIRST_CAPACITY = 256;

  private double[] values = new double[FIRST_CAPACITY];
  private int firstReady = Integer.MAX_VALUE;

  GrowingColumn(String name) {
    super(name, new double[0], Integer.MAX_VALUE);
  }

  /// @param isReady whether every output of the indicator has a value
  void add(int bar, double value, boolean isReady) {
    if (bar == values.length) {
      values = Arrays.copyOf(values, bar * 2);
    }
    values[bar] = value;
    if (isReady && firstReady == Integer.MAX_VALUE) {
      firstReady = bar;
    }
  }

  @Override
  double[] values() {
    return values;
  }

  @Override
  int firstReady() {
    return firstReady;
  }
}
