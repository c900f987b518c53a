package io.papertape.experiment;

import io.papertape.performance.Sample;

/// Variance of √n times the mean of a dependent series, as the stationary bootstrap implies it:
/// γ₀ + 2·Σ κ(k)·γ(k), κ(k) = (1 − k/n)·q^k + (k/n)·q^(n−k), q = 1 − 1/block length.
///
/// Since the lags k and n − k share out one circular product, the sum is Σ (1 − k/n)·q^k over the
/// lags of the series bent to a circle, and one backward pass does for all of them.
///
/// Source: Politis and Romano, "The stationary bootstrap", 1994; Hansen 2005, section 3.
final class LongRunVariance {
  private LongRunVariance() {}

  static double of(double[] series, double blockLength) {
    if (Sample.variance(series, 0) == 0) {
      return 0;
    }
    int n = series.length;
    double mean = Sample.mean(series);
    double q = 1 - 1 / blockLength;
    double around = StrictMath.pow(q, n);
    double ahead = 0; // Σ q^k·x(s + k), k from 1 to n − 1
    double weighted = 0; // Σ k·q^k·x(s + k)
    double power = 1;
    for (int k = 1; k < n; k++) {
      power *= q;
      ahead += power * (series[k] - mean);
      weighted += k * power * (series[k] - mean);
    }
    double own = series[0] - mean;
    double total = own * own + 2 * own * (ahead - weighted / n);
    for (int s = n - 1; s > 0; s--) {
      double next = series[s == n - 1 ? 0 : s + 1] - mean;
      double here = series[s] - mean;
      weighted = q * (next + weighted + ahead) - n * around * here;
      ahead = q * (next + ahead) - around * here;
      total += here * here + 2 * here * (ahead - weighted / n);
    }
    return total / n;
  }
}
