package io.papertape.indicator;

/// Stochastic of the RSI, 0 to 100: where the RSI stands between its own lowest and highest of k
/// bars.
///
/// Outputs: fastK, fastD (simple average of fastK over `d` bars); both have their first value
/// together, at bar n + k + d − 1 (counted from 1). 0 while the RSI does not move. Source: Chande
/// and Kroll, 1994; TA-Lib 0.4 STOCHRSI.
public final class StochasticRsi extends CountedIndicator {
  /// An RSI that moves by less stands still: what is left is rounding.
  private static final double ROUNDING = 1e-10;

  private final int rsiPeriod;
  private final PriceMoves moves;
  private final DoubleWindow strengths;
  private final DoubleWindow fastD;
  private int bars;

  public StochasticRsi(int period, int k, int d) {
    this(period, k, d, PriceField.CLOSE);
  }

  public StochasticRsi(int period, int k, int d, PriceField field) {
    super(
        label("stochasticRsi", period, k, d, field),
        period("stochasticRsi", period, 1)
            + period("stochasticRsi", k, 1)
            + period("stochasticRsi", d, 1)
            - 1,
        "fastK",
        "fastD");
    rsiPeriod = period;
    moves = new PriceMoves(period, field);
    strengths = new DoubleWindow(k);
    fastD = new DoubleWindow(d);
  }

  public double fastK() {
    return value(0);
  }

  public double fastD() {
    return value(1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    moves.take(open, high, low, close);
    bars = Math.min(bars + 1, rsiPeriod + 1);
    if (bars > rsiPeriod) {
      strengths.add(moves.strength());
      if (strengths.isFull()) {
        double lowest = strengths.min();
        double range = strengths.max() - lowest;
        fastD.add(range < ROUNDING ? 0 : 100 * ((strengths.newest() - lowest) / range));
      }
    }
  }

  @Override
  protected double output(int output) {
    return output == 0 ? fastD.newest() : fastD.mean();
  }

  @Override
  protected void rescale(PriceScale scale) {
    moves.rescale(scale);
  }
}
