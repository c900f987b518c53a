package io.papertape.model;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;

/// Logistic regression by iteratively reweighted least squares: minimises
/// `−log likelihood + penalty/2 · Σ b²`; the intercept is not penalised.
///
/// Source: Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 2nd edition,
/// section 4.4.1.
final class LogisticFit {
  private static final int MOST_STEPS = 50;
  private static final double SMALLEST_STEP = 1e-10;

  private LogisticFit() {}

  /// The intercept, then the coefficients.
  ///
  /// @param x `[row][feature]`
  /// @param y 0 or 1 a row
  static double[] fit(double[][] x, double[] y, double penalty) {
    double[] found = new double[x[0].length + 1];
    for (int i = 0; i < MOST_STEPS; i++) {
      double[] step = step(x, y, penalty, found);
      double largest = 0;
      for (int j = 0; j < found.length; j++) {
        found[j] += step[j];
        largest = Math.max(largest, Math.abs(step[j]) / Math.max(1, Math.abs(found[j])));
      }
      if (largest < SMALLEST_STEP) {
        return found;
      }
    }
    throw notFound(x.length, penalty, null);
  }

  private static double[] step(double[][] x, double[] y, double penalty, double[] at) {
    RealMatrix curvature = new Array2DRowRealMatrix(at.length, at.length);
    ArrayRealVector slope = new ArrayRealVector(at.length);
    double[] row = new double[at.length];
    row[0] = 1;
    for (int r = 0; r < x.length; r++) {
      System.arraycopy(x[r], 0, row, 1, x[r].length);
      double logit = 0;
      for (int i = 0; i < row.length; i++) {
        logit += at[i] * row[i];
      }
      double chance = CoefficientModel.Logistic.probability(logit);
      for (int i = 0; i < row.length; i++) {
        slope.addToEntry(i, (y[r] - chance) * row[i]);
        for (int j = 0; j < row.length; j++) {
          curvature.addToEntry(i, j, chance * (1 - chance) * row[i] * row[j]);
        }
      }
    }
    for (int i = 1; i < at.length; i++) {
      slope.addToEntry(i, -penalty * at[i]);
      curvature.addToEntry(i, i, penalty);
    }
    try {
      return new CholeskyDecomposition(curvature).getSolver().solve(slope).toArray();
    } catch (NonPositiveDefiniteMatrixException e) {
      throw notFound(x.length, penalty, e);
    }
  }

  private static IllegalArgumentException notFound(int rows, double penalty, Throwable cause) {
    return new IllegalArgumentException(
        "Logistic fit does not settle: rows=%d, penalty=%s. Use a larger lambda or fewer features."
            .formatted(rows, penalty),
        cause);
  }
}
