package io.papertape.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Corrections of p-values for the number of hypotheses tested. An adjusted p-value below a level
/// rejects its hypothesis at that level. Definitions are those of statsmodels' `multipletests`.
///
/// The first six bound the probability of a single false discovery, the last two the expected
/// share of false ones among the discoveries.
public enum Correction {
  /// p·m. Valid under any dependence.
  BONFERRONI {
    @Override
    double raw(double[] p, int i) {
      return p[i] * p.length;
    }
  },
  /// 1 − (1 − p)^m. For independent tests.
  SIDAK {
    @Override
    double raw(double[] p, int i) {
      return atLeastOne(p[i], p.length);
    }
  },
  /// Bonferroni, step by step from the smallest. Valid under any dependence.
  HOLM {
    @Override
    double raw(double[] p, int i) {
      return p[i] * (p.length - i);
    }
  },
  /// Šidák, step by step from the smallest.
  HOLM_SIDAK {
    @Override
    double raw(double[] p, int i) {
      return atLeastOne(p[i], p.length - i);
    }
  },
  /// The closed test of Simes, the most powerful of the six. For independent or positively
  /// dependent tests.
  HOMMEL {
    @Override
    double[] sorted(double[] p) {
      return hommel(p);
    }
  },
  /// Holm's steps, from the largest (Hochberg 1988).
  HOCHBERG {
    @Override
    double raw(double[] p, int i) {
      return p[i] * (p.length - i);
    }

    @Override
    double[] sorted(double[] p) {
      return fromTheLargest(p);
    }
  },
  /// p·m / rank, from the largest. For independent or positively dependent tests.
  BENJAMINI_HOCHBERG {
    @Override
    double raw(double[] p, int i) {
      return p[i] / ((i + 1.0) / p.length);
    }

    @Override
    double[] sorted(double[] p) {
      return fromTheLargest(p);
    }
  },
  /// The same times 1 + 1/2 + … + 1/m. Valid under any dependence.
  BENJAMINI_YEKUTIELI {
    @Override
    double[] sorted(double[] p) {
      double harmonic = 0;
      for (int rank = 1; rank <= p.length; rank++) {
        harmonic += 1.0 / rank;
      }
      double[] raised = new double[p.length];
      for (int i = 0; i < p.length; i++) {
        raised[i] = p[i] / ((i + 1.0) / p.length / harmonic);
      }
      return lowestFromTheLargest(raised);
    }
  };

  /// Adjusted p-values, in the order given, at most 1.
  public double[] adjust(double[] pValues) {
    for (double p : pValues) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException(
            "Not a p-value: p=%s. Give numbers from 0 to 1.".formatted(p));
      }
    }
    int[] order =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] found = sorted(Arrays.stream(order).mapToDouble(i -> pValues[i]).toArray());
    double[] out = new double[pValues.length];
    for (int i = 0; i < out.length; i++) {
      out[order[i]] = Math.min(1, found[i]);
    }
    return out;
  }

  /// One value of the sorted ones, before its neighbours are regarded.
  double raw(double[] p, int i) {
    throw new UnsupportedOperationException("No single value: correction=%s.".formatted(this));
  }

  /// Adjusted values of sorted ones: never below that of a smaller p-value.
  double[] sorted(double[] p) {
    double[] out = new double[p.length];
    double highest = 0;
    for (int i = 0; i < p.length; i++) {
      highest = Math.max(highest, raw(p, i));
      out[i] = highest;
    }
    return out;
  }

  /// Adjusted values of sorted ones: never above that of a larger p-value.
  double[] fromTheLargest(double[] p) {
    return lowestFromTheLargest(IntStream.range(0, p.length).mapToDouble(i -> raw(p, i)).toArray());
  }

  private static double[] lowestFromTheLargest(double[] values) {
    double[] out = new double[values.length];
    double lowest = 1;
    for (int i = values.length - 1; i >= 0; i--) {
      lowest = Math.min(lowest, values[i]);
      out[i] = lowest;
    }
    return out;
  }

  private static double atLeastOne(double p, int tests) {
    return -StrictMath.expm1(tests * StrictMath.log1p(-p));
  }

  /// Wright's algorithm (1992).
  private static double[] hommel(double[] p) {
    int n = p.length;
    double[] out = p.clone();
    for (int m = n; m > 1; m--) {
      double smallest = Double.POSITIVE_INFINITY;
      for (int i = 1; i <= m; i++) {
        smallest = Math.min(smallest, m * p[n - m + i - 1] / i);
      }
      for (int i = n - m; i < n; i++) {
        out[i] = Math.max(out[i], smallest);
      }
      for (int i = 0; i < n - m; i++) {
        out[i] = Math.max(out[i], Math.min(smallest, m * p[i]));
      }
    }
    return out;
  }
}
