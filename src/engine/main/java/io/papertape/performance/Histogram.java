package io.papertape.performance;

import java.util.Arrays;
import java.util.List;

/// Counts of values in bins of equal width; the last bin includes its upper edge.
///
/// @param low   lower edge of the first bin
/// @param width of a bin; 0 if all values are equal
public record Histogram(double low, double width, List<Integer> counts) {
  private static final int FEWEST = 10;
  private static final int MOST = 60;

  public Histogram {
    counts = List.copyOf(counts);
  }

  /// Bins by the rule of Freedman and Diaconis, but between 10 and 60; none for no values.
  public static Histogram of(double[] values) {
    if (values.length == 0) {
      return new Histogram(0, 0, List.of());
    }
    double low = Sample.minimum(values);
    double range = Sample.maximum(values) - low;
    if (range == 0) {
      return new Histogram(low, 0, List.of(values.length));
    }
    double spread = Sample.quantile(values, 0.75) - Sample.quantile(values, 0.25);
    double ideal = 2 * spread / StrictMath.cbrt(values.length);
    int bins = (int) Math.max(FEWEST, Math.min(MOST, Math.ceil(range / ideal)));
    Integer[] counts = new Integer[bins];
    Arrays.fill(counts, 0);
    for (double value : values) {
      counts[Math.min(bins - 1, (int) ((value - low) / range * bins))]++;
    }
    return new Histogram(low, range / bins, List.of(counts));
  }
}
