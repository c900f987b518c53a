package io.papertape.performance;

/// What the ratios of one series are made of, gathered in two passes: one for the sum, one for
/// all
/// else. Intervals take a thousand series, most of them before the compiler has seen the loop.
/// Every value has the bits of its own function in [Sample], [Growth] and [Drawdowns].
final class ReturnSums {
  final double total;
  final double mean;
  final double deviation;
  final double downside;
  final double gains;
  final double losses;

  /// Sum of the losses below 0, whatever the threshold.
  final double pain;

  /// What a start of 1 has become.
  final double growth;

  final double lowest;
  final double deepestFall;

  /// @param threshold between gains and losses
  ReturnSums(double[] returns, double threshold) {
    int n = returns.length;
    total = Sample.sum(returns);
    mean = total / n;
    double squares = 0;
    double shortfalls = 0;
    double above = 0;
    double below = 0;
    double painful = 0;
    double wealth = 1;
    double peak = 1;
    double trough = 1;
    double deepest = 0;
    double least = Double.NaN;
    boolean steady = true;
    for (double value : returns) {
      steady &= value == returns[0];
      double away = value - mean;
      squares += away * away;
      double distance = threshold - value;
      double size = Math.abs(distance);
      // (x + |x|) / 2 is x or 0, exactly, without a branch that nobody can predict.
      double shortfall = (size + distance) * 0.5;
      shortfalls += shortfall * shortfall;
      below += shortfall;
      above += (size - distance) * 0.5;
      painful += (Math.abs(value) - value) * 0.5;
      least = value >= least ? least : value;
      wealth *= 1 + value;
      if (wealth >= peak) {
        deepest = trough < peak ? Math.max(deepest, 1 - trough / peak) : deepest;
        peak = wealth;
        trough = wealth;
      } else if (wealth < trough) {
        trough = wealth;
      }
    }
    deviation = Math.sqrt(n < 2 ? Double.NaN : steady ? 0 : squares / n * n / (n - 1));
    downside = Math.sqrt(shortfalls / n);
    gains = above;
    losses = below;
    pain = painful;
    growth = wealth;
    lowest = least;
    deepestFall = trough < peak ? Math.max(deepest, 1 - trough / peak) : deepest;
  }
}
