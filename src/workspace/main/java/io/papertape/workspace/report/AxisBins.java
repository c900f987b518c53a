package io.papertape.workspace.report;

/// Neighbouring values of a parameter put together, where too few of all combinations were tried
/// for each value to be shown by itself.
///
/// @param values number of values
/// @param count  number of bins, at most as many
record AxisBins(int values, int count) {
  private static final int FEWEST = 3;
  private static final int MOST = 60;

  /// A bin for each value.
  static AxisBins each(int values) {
    return new AxisBins(values, values);
  }

  /// As many bins on each of two axes as so many trials fill.
  static AxisBins filledBy(int trials, int values) {
    int most = Math.clamp(Math.round(Math.sqrt(trials)), FEWEST, MOST);
    return new AxisBins(values, Math.min(values, most));
  }

  /// Bin of a value.
  int of(int place) {
    return (int) ((long) place * count / values);
  }

  /// First value of a bin.
  int first(int bin) {
    return (int) (((long) bin * values + count - 1) / count);
  }

  /// Value in the middle of a bin.
  int middle(int bin) {
    return (first(bin) + first(bin + 1) - 1) / 2;
  }

  boolean isCoarse() {
    return count < values;
  }
}
