package io.papertape.performance;

/// From equity to returns and back.
public final class Growth {
  private Growth() {}

  /// Simple returns between neighbours: one fewer than equities. Equity of 0 has no return after
  /// it, so from there on returns are 0: what is lost stays lost.
  public static double[] returns(double[] equity) {
    double[] out = new double[Math.max(0, equity.length - 1)];
    for (int i = 0; i < out.length; i++) {
      out[i] = equity[i] == 0 ? 0 : equity[i + 1] / equity[i] - 1;
    }
    return out;
  }

  /// Wealth after each return, from a start: one more than returns.
  public static double[] wealth(double start, double[] returns) {
    double[] out = new double[returns.length + 1];
    out[0] = start;
    for (int i = 0; i < returns.length; i++) {
      out[i + 1] = out[i] * (1 + returns[i]);
    }
    return out;
  }

  /// Compounded return ∏(1 + r) − 1; 0 of nothing.
  public static double total(double[] returns) {
    return product(returns) - 1;
  }

  /// ∏(1 + r)^(periods / n) − 1; NaN for nothing or when wealth became negative, also if an even
  /// number of losses beyond −100 % made it positive again.
  static double annual(double[] returns, double periodsPerYear) {
    double wealth = product(returns);
    return annual(wealth, Sample.minimum(returns), returns.length, periodsPerYear);
  }

  /// The same from the wealth that a start of 1 has become, and the lowest return.
  static double annual(double wealth, double lowest, int n, double periodsPerYear) {
    return lowest < -1 ? Double.NaN : StrictMath.pow(wealth, periodsPerYear / n) - 1;
  }

  /// Return per period that compounds to an annual rate: (1 + rate)^(1 / periods) − 1.
  static double perPeriod(double annualRate, double periodsPerYear) {
    return annualRate == 0 ? 0 : StrictMath.pow(1 + annualRate, 1 / periodsPerYear) - 1;
  }

  private static double product(double[] returns) {
    double wealth = 1;
    for (double value : returns) {
      wealth *= 1 + value;
    }
    return wealth;
  }
}
