package io.papertape.performance;

import java.util.Arrays;

/// Sums, moments and quantiles of a sample; NaN where undefined, which callers turn into an
/// absent
/// [Measure].
public final class Sample {
  private static final int BLOCK = 128;
  private static final int LANES = 8;

  private Sample() {}

  /// Pairwise sum in one fixed order (that of numpy): rounding grows with log n, not with n.
  public static double sum(double[] values) {
    return sum(values, 0, values.length);
  }

  private static double sum(double[] values, int from, int count) {
    if (count > BLOCK) {
      int half = count / 2;
      half -= half % LANES;
      return sum(values, from, half) + sum(values, from + half, count - half);
    }
    int end = from + count / LANES * LANES;
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int i = from; i < end; i += LANES) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
      e += values[i + 4];
      f += values[i + 5];
      g += values[i + 6];
      h += values[i + 7];
    }
    double total = ((a + b) + (c + d)) + ((e + f) + (g + h));
    for (int i = end; i < from + count; i++) {
      total += values[i];
    }
    return total;
  }

  public static double mean(double[] values) {
    return values.length == 0 ? Double.NaN : sum(values) / values.length;
  }

  static double maximum(double[] values) {
    double highest = Double.NaN;
    for (double value : values) {
      highest = value <= highest ? highest : value;
    }
    return highest;
  }

  static double minimum(double[] values) {
    double lowest = Double.NaN;
    for (double value : values) {
      lowest = value >= lowest ? lowest : value;
    }
    return lowest;
  }

  /// Whether all values are equal, as those of no or one value are.
  static boolean steady(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }

  /// Variance with divisor n − ddof; exactly 0 if all values are equal, so that no ratio is made
  /// of rounding noise.
  public static double variance(double[] values, int ddof) {
    return values.length <= ddof
        ? Double.NaN
        : centralPower(values, 2) * values.length / (values.length - ddof);
  }

  public static double deviation(double[] values, int ddof) {
    return Math.sqrt(variance(values, ddof));
  }

  /// Covariance with divisor n − 1.
  public static double covariance(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double products = 0;
    for (int i = 0; i < x.length; i++) {
      products += (x[i] - meanX) * (y[i] - meanY);
    }
    return x.length < 2 ? Double.NaN : products / (x.length - 1);
  }

  public static double correlation(double[] x, double[] y) {
    return covariance(x, y) / (deviation(x, 1) * deviation(y, 1));
  }

  /// Biased skewness m₃ / m₂^1.5.
  public static double skew(double[] values) {
    double m2 = centralPower(values, 2);
    return centralPower(values, 3) / (m2 * Math.sqrt(m2));
  }

  /// Bias-adjusted skewness G₁ (pandas, Excel).
  static double adjustedSkew(double[] values) {
    double n = values.length;
    return n < 3 ? Double.NaN : skew(values) * Math.sqrt(n * (n - 1)) / (n - 2);
  }

  /// Biased excess kurtosis m₄ / m₂² − 3: 0 for the normal distribution.
  public static double kurtosis(double[] values) {
    double m2 = centralPower(values, 2);
    return centralPower(values, 4) / (m2 * m2) - 3;
  }

  /// Bias-adjusted excess kurtosis G₂ (pandas, Excel).
  static double adjustedKurtosis(double[] values) {
    double n = values.length;
    return n < 4 ? Double.NaN : (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * kurtosis(values) + 6);
  }

  /// Quantile by linear interpolation between order statistics (Hyndman and Fan's type 7).
  public static double quantile(double[] values, double share) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = sorted(values);
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
  }

  /// Mean of the lowest ⌊(n − 1)·share⌋ + 1 values.
  static double lowerTailMean(double[] values, double share) {
    int count = (int) ((values.length - 1) * share) + 1;
    return values.length == 0 ? Double.NaN : mean(Arrays.copyOf(sorted(values), count));
  }

  static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }

  /// Each value plus a constant.
  static double[] shifted(double[] values, double by) {
    double[] out = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      out[i] = values[i] + by;
    }
    return out;
  }

  /// Differences x − y.
  static double[] minus(double[] x, double[] y) {
    double[] out = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      out[i] = x[i] - y[i];
    }
    return out;
  }

  /// How far a value lies below a level, at least 0. A comparison where `Math.max` would do: each
  /// interval takes a thousand passes, most of them before the compiler has seen the loop.
  private static double below(double level, double value) {
    double distance = level - value;
    return distance <= 0 ? 0 : distance;
  }

  /// √(mean of squared shortfalls below a threshold), over all n.
  static double downside(double[] values, double threshold) {
    double squares = 0;
    for (double value : values) {
      double shortfall = below(threshold, value);
      squares += shortfall * shortfall;
    }
    return Math.sqrt(squares / values.length);
  }

  /// Sum of what lies above the threshold, less it.
  static double gains(double[] values, double threshold) {
    double gains = 0;
    for (double value : values) {
      gains += below(value, threshold);
    }
    return gains;
  }

  /// Sum of what lies below the threshold, as a positive number.
  static double losses(double[] values, double threshold) {
    double losses = 0;
    for (double value : values) {
      losses += below(threshold, value);
    }
    return losses;
  }

  /// R² of the least-squares line through the running sum of log(1 + r); NaN from −100 % on.
  static double stability(double[] returns) {
    double[] path = new double[returns.length];
    double[] index = new double[returns.length];
    double sum = 0;
    for (int i = 0; i < returns.length; i++) {
      sum += StrictMath.log1p(returns[i]);
      path[i] = sum;
      index[i] = i;
    }
    double correlation = correlation(index, path);
    return correlation * correlation;
  }

  private static double centralPower(double[] values, int power) {
    if (values.length == 0) {
      return Double.NaN;
    }
    if (steady(values)) {
      return 0;
    }
    double mean = mean(values);
    double powers = 0;
    for (double value : values) {
      double away = value - mean;
      double square = away * away;
      powers += power == 2 ? square : power == 3 ? square * away : square * square;
    }
    return powers / values.length;
  }
}
