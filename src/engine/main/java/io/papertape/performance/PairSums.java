package io.papertape.performance;

/// What the ratios against a benchmark are made of, gathered together: see [ReturnSums].
final class PairSums {
  final double mean;
  final double benchmarkMean;
  final double benchmarkVariance;
  final double covariance;
  final double activeMean;
  final double activeVariance;

  PairSums(double[] returns, double meanReturn, double[] benchmark) {
    int n = returns.length;
    double[] active = Sample.minus(returns, benchmark);
    mean = meanReturn;
    benchmarkMean = Sample.mean(benchmark);
    activeMean = Sample.mean(active);
    double squares = 0;
    double products = 0;
    double activeSquares = 0;
    boolean steady = true;
    boolean activeSteady = true;
    for (int i = 0; i < n; i++) {
      steady &= benchmark[i] == benchmark[0];
      activeSteady &= active[i] == active[0];
      double away = benchmark[i] - benchmarkMean;
      double activeAway = active[i] - activeMean;
      squares += away * away;
      products += (returns[i] - mean) * away;
      activeSquares += activeAway * activeAway;
    }
    benchmarkVariance = variance(squares, n, steady);
    covariance = n < 2 ? Double.NaN : products / (n - 1);
    activeVariance = variance(activeSquares, n, activeSteady);
  }

  private static double variance(double squares, int n, boolean steady) {
    return n < 2 ? Double.NaN : steady ? 0 : squares / n * n / (n - 1);
  }
}
