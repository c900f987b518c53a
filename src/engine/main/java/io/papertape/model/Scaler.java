package io.papertape.model;

import java.util.Arrays;

/// Brings features to a common size: `(value − center) / scale`, one pair a feature.
///
/// @param center shared, never written
/// @param scale  above 0; shared, never written
public record Scaler(Method method, double[] center, double[] scale) {

  /// How center and scale were found.
  public enum Method {
    /// Mean and population standard deviation.
    STANDARD,
    /// Median and the distance between the quartiles, for fat tails.
    ROBUST
  }

  public Scaler {
    center = center.clone();
    scale = scale.clone();
    if (center.length != scale.length) {
      throw new IllegalArgumentException(
          "Scaler is of two lengths: center=%d, scale=%d. Give one pair a feature."
              .formatted(center.length, scale.length));
    }
    for (int i = 0; i < scale.length; i++) {
      if (!Double.isFinite(center[i]) || !Double.isFinite(scale[i]) || scale[i] <= 0) {
        throw new IllegalArgumentException(
            "Scaler is not usable: feature=%d, center=%s, scale=%s. Leave out what does not vary."
                .formatted(i, center[i], scale[i]));
      }
    }
  }

  /// Center and scale of each column of the rows.
  ///
  /// @param rows `[row][feature]`
  public static Scaler of(Method method, double[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("Scaler has no rows: rows=0. Give a longer window.");
    }
    double[] center = new double[rows[0].length];
    double[] scale = new double[center.length];
    double[] column = new double[rows.length];
    for (int i = 0; i < center.length; i++) {
      for (int row = 0; row < rows.length; row++) {
        column[row] = rows[row][i];
      }
      switch (method) {
        case STANDARD -> {
          center[i] = mean(column);
          scale[i] = deviation(column, center[i]);
        }
        case ROBUST -> {
          Arrays.sort(column);
          center[i] = quantile(column, 0.5);
          scale[i] = quantile(column, 0.75) - quantile(column, 0.25);
        }
      }
    }
    return new Scaler(method, center, scale);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }

  /// Linear between the neighbours, as numpy's default.
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  public int size() {
    return center.length;
  }

  /// Writes the scaled features, in their order, into an array of the same length.
  public void apply(double[] features, double[] scaled) {
    for (int i = 0; i < center.length; i++) {
      scaled[i] = (features[i] - center[i]) / scale[i];
    }
  }

  /// Scaled copies of the rows.
  double[][] apply(double[][] rows) {
    double[][] scaled = new double[rows.length][center.length];
    for (int row = 0; row < rows.length; row++) {
      apply(rows[row], scaled[row]);
    }
    return scaled;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scaler(Method m, double[] c, double[] s)
        && m == method
        && Arrays.equals(c, center)
        && Arrays.equals(s, scale);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(center) + Arrays.hashCode(scale);
  }
}
