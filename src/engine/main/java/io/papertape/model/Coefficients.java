package io.papertape.model;

import java.util.Arrays;

/// One finite number a feature, in the order of the features.
public final class Coefficients {
  private final double[] values;

  private Coefficients(double[] values) {
    this.values = values;
  }

  public static Coefficients of(double... values) {
    for (double value : values) {
      requireFinite("coefficient", value);
    }
    return new Coefficients(values.clone());
  }

  public int size() {
    return values.length;
  }

  public double get(int feature) {
    return values[feature];
  }

  public double[] toArray() {
    return values.clone();
  }

  /// `start + Σ coefficient × feature`, added up in the order of the features.
  double sum(double start, double[] features) {
    if (features.length != values.length) {
      throw new IllegalArgumentException(
          "Row does not fit the model: features=%d, coefficients=%d. Give one value a feature."
              .formatted(features.length, values.length));
    }
    double sum = start;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * features[i];
    }
    return sum;
  }

  static void requireFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "Model has a number that is none: %s=%s. Fit it again.".formatted(what, value));
    }
  }

  static void requirePenalty(double lambda) {
    if (!(lambda >= 0) || Double.isInfinite(lambda)) {
      throw new IllegalArgumentException(
          "Penalty out of range: lambda=%s. Use 0 or more.".formatted(lambda));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Coefficients that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
