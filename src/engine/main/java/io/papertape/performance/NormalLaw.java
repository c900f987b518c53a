package io.papertape.performance;

import org.apache.commons.math3.distribution.NormalDistribution;

/// The standard normal distribution, precise in both tails.
///
/// Commons Math gives the probabilities. Its quantile takes `1 − q` for a small `q` and loses the
/// digits that matter for the best of many trials, so [#exceededBy] refines it.
public final class NormalLaw {
  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);
  private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);
  private static final double SMALLEST_START = 1e-12;
  private static final int MOST_STEPS = 50;

  private NormalLaw() {}

  /// Φ(z): the probability of a value up to z.
  public static double cumulative(double z) {
    return STANDARD.cumulativeProbability(z);
  }

  /// Φ⁻¹(p), for p strictly between 0 and 1.
  public static double quantile(double probability) {
    return -exceededBy(probability);
  }

  /// The value exceeded with a probability, Φ⁻¹(1 − q), also where 1 − q is no longer a `double`
  /// apart from 1.
  public static double exceededBy(double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "Probability has no quantile: probability=%s. Give a number between 0 and 1."
              .formatted(probability));
    }
    return probability > 0.5 ? -tail(1 - probability) : tail(probability);
  }

  /// Newton's method on the logarithm of the tail, which is concave.
  private static double tail(double probability) {
    double z =
        probability < SMALLEST_START
            ? Math.sqrt(-2 * StrictMath.log(probability))
            : -STANDARD.inverseCumulativeProbability(probability);
    for (int step = 0; step < MOST_STEPS; step++) {
      double beyond = cumulative(-z);
      double density = DENSITY_AT_ZERO * StrictMath.exp(-z * z / 2);
      double by = StrictMath.log(beyond / probability) * beyond / density;
      z += by;
      if (Math.abs(by) <= 1e-15 * Math.abs(z)) {
        break;
      }
    }
    return z;
  }
}
