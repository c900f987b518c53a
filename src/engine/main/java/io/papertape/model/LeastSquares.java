package io.papertape.model;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/// Linear and ridge regression in closed form: minimises
/// `Σ(y − intercept − x·b)² + penalty · Σ b²`; the intercept is not penalised.
///
/// Columns and target are centered, and the rows `√penalty · I` are appended, so that one QR
/// decomposition by Householder reflections solves both; normal equations, which lose half of the
/// digits, are not formed. Source: Golub and Van Loan, "Matrix Computations", sections 5.3 and
/// 6.1.4.
final class LeastSquares {
  private static final double DEPENDENT = 1e-12;

  private LeastSquares() {}

  /// The intercept, then the coefficients.
  ///
  /// @param x       `[row][feature]`
  /// @param penalty 0: plain least squares
  static double[] fit(double[][] x, double[] y, double penalty) {
    int features = x[0].length;
    if (x.length <= features) {
      throw new IllegalArgumentException(
          "Too few rows to fit: rows=%d, features=%d. Give a longer window."
              .formatted(x.length, features));
    }
    double[] means = new double[features];
    for (double[] row : x) {
      for (int i = 0; i < features; i++) {
        means[i] += row[i];
      }
    }
    for (int i = 0; i < features; i++) {
      means[i] /= x.length;
    }
    double mean = mean(y);
    RealMatrix rows = new Array2DRowRealMatrix(x.length + features, features);
    ArrayRealVector right = new ArrayRealVector(x.length + features);
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < features; i++) {
        rows.setEntry(row, i, x[row][i] - means[i]);
      }
      right.setEntry(row, y[row] - mean);
    }
    for (int i = 0; i < features; i++) {
      rows.setEntry(x.length + i, i, Math.sqrt(penalty));
    }
    double[] found = solve(rows, right);
    double[] result = new double[features + 1];
    result[0] = mean;
    for (int i = 0; i < features; i++) {
      result[0] -= found[i] * means[i];
      result[i + 1] = found[i];
    }
    return result;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double[] solve(RealMatrix rows, ArrayRealVector right) {
    double longest = 0;
    for (int i = 0; i < rows.getColumnDimension(); i++) {
      longest = Math.max(longest, rows.getColumnVector(i).getNorm());
    }
    try {
      return new QRDecomposition(rows, DEPENDENT * longest).getSolver().solve(right).toArray();
    } catch (SingularMatrixException e) {
      throw new IllegalArgumentException(
          "Features depend on each other: features=%d. Leave one out, or use ridge with lambda > 0."
              .formatted(rows.getColumnDimension()),
          e);
    }
  }
}
