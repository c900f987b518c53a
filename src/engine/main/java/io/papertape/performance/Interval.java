package io.papertape.performance;

/// Range in which a figure lies with the stated confidence, as told by resampling.
///
/// @param confidence share of resampled values inside, such as 0.95
public record Interval(double low, double high, double confidence) {
  public Interval {
    if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new IllegalArgumentException(
          "Interval is not a finite range: low=%s, high=%s. Order the ends or leave it out."
              .formatted(low, high));
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "Confidence is no share: confidence=%s. Give a number between 0 and 1."
              .formatted(confidence));
    }
  }
}
