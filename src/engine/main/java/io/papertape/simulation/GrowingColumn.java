package io.papertape.simulation;

/// A column that grows by one value a bar and keeps the last two: nobody can ask for more.
final class GrowingColumn extends IndicatorColumn {
  private final double[] lastTwo = new double[2];
  private int firstReady = Integer.MAX_VALUE;

  GrowingColumn(String name) {
    super(name, new double[0], Integer.MAX_VALUE);
  }

  /// @param isReady whether every output of the indicator has a value
  void add(int bar, double value, boolean isReady) {
    lastTwo[bar & 1] = value;
    if (isReady && firstReady == Integer.MAX_VALUE) {
      firstReady = bar;
    }
  }

  @Override
  double at(int bar) {
    return lastTwo[bar & 1];
  }

  @Override
  double[] values() {
    throw new UnsupportedOperationException(
        "Column keeps two values: name=%s. Ask for those at or before the last bar."
            .formatted(name()));
  }

  @Override
  int firstReady() {
    return firstReady;
  }
}
