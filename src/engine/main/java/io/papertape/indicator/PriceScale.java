package io.papertape.indicator;

import io.papertape.market.FixedPoint;
import java.math.RoundingMode;

/// What a split does to the past: prices times `numerator / denominator`, volumes the inverse.
public record PriceScale(long numerator, long denominator) {

  public PriceScale {
    if (numerator <= 0 || denominator <= 0) {
      throw new IllegalArgumentException(
          "Split ratio must be positive: numerator=%d, denominator=%d. A 4-for-1 split is 1, 4."
              .formatted(numerator, denominator));
    }
  }

  /// The restated price, rounded half away from zero to 10⁻⁸.
  public long price(long price) {
    return FixedPoint.ratio(price, numerator, denominator, RoundingMode.HALF_UP);
  }

  public double price(double price) {
    return price * numerator / denominator;
  }

  /// The restated volume, rounded half away from zero to one volume step.
  public long volume(long volume) {
    return FixedPoint.ratio(
        volume, /* numerator= */ denominator, /* denominator= */ numerator, RoundingMode.HALF_UP);
  }

  public double volume(double volume) {
    return volume * denominator / numerator;
  }
}
