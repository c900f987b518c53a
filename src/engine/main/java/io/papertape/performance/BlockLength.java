package io.papertape.performance;

/// Block length that suits the dependence of a series: Politis and White (2004) with the
/// correction of Patton, Politis and White (2009).
///
/// @param stationary expected length for the stationary bootstrap
/// @param circular   length for the circular bootstrap
public record BlockLength(double stationary, double circular) {
  private static final int SHORTEST_SERIES = 8;

  /// The length with which to resample a series: the stationary one, at least 1; 1 for fewer than
  /// 20 values or values that do not vary.
  public static double expected(double[] series) {
    return series.length < Resampling.FEWEST || Sample.steady(series)
        ? 1
        : Math.max(1, of(series).stationary());
  }

  /// The lengths for a series; at least 8 values that are not all equal.
  public static BlockLength of(double[] series) {
    int n = series.length;
    if (n < SHORTEST_SERIES || Sample.steady(series)) {
      throw new IllegalArgumentException(
          "Series has no block length: n=%d, range=%s. Give at least %d values that vary."
              .formatted(n, Sample.maximum(series) - Sample.minimum(series), SHORTEST_SERIES));
    }
    double[] centred = Sample.shifted(series, -Sample.mean(series));
    int window = Math.max(5, (int) StrictMath.log10(n));
    int longest = Math.min((int) Math.ceil(Math.sqrt(n)) + window, n - 2);
    double[] autocovariance = new double[longest + 1];
    int lags = significantLags(centred, window, longest, autocovariance);

    double slope = 0;
    double longRun = autocovariance[0];
    for (int lag = 1; lag <= lags; lag++) {
      double weight = flatTop((double) lag / lags);
      slope += 2 * weight * lag * autocovariance[lag];
      longRun += 2 * weight * autocovariance[lag];
    }
    double cap = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
    return new BlockLength(
        Math.min(cap, length(slope, 2 * longRun * longRun, n)),
        Math.min(cap, length(slope, 4.0 / 3 * longRun * longRun, n)));
  }

  /// Twice the lag after which `window` autocorrelations in a row are insignificant. Fills in the
  /// autocovariances.
  private static int significantLags(
      double[] centred, int window, int longest, double[] autocovariance) {
    int n = centred.length;
    double limit = 2 * Math.sqrt(StrictMath.log10(n) / n);
    int quiet = 0;
    int found = -1;
    for (int lag = 0; lag <= longest; lag++) {
      if (lag >= window && found < 0 && quiet >= window) {
        found = lag - window;
      }
      double cross = product(centred, lag, 0, n - lag);
      double late = product(centred, lag + 1, lag + 1, n - lag - 1);
      double early = product(centred, 0, 0, n - lag - 1);
      autocovariance[lag] = cross / n;
      quiet = Math.abs(cross) / Math.sqrt(late * early) < limit ? quiet + 1 : 0;
    }
    return found < 0 ? longest : Math.min(2 * Math.max(found, 1), longest);
  }

  /// Flat-top kernel: 1 up to a half, then down to 0.
  private static double flatTop(double share) {
    return share <= 0.5 ? 1 : 2 * (1 - share);
  }

  private static double length(double slope, double variance, int n) {
    return variance == 0 ? 1 : StrictMath.cbrt(2 * slope * slope / variance * n);
  }

  private static double product(double[] values, int a, int b, int count) {
    double[] products = new double[Math.max(0, count)];
    for (int i = 0; i < products.length; i++) {
      products[i] = values[a + i] * values[b + i];
    }
    return Sample.sum(products);
  }
}
