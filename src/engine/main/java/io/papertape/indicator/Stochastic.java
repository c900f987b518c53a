package io.papertape.indicator;

/// Slow stochastic, 0 to 100: where the close stands between the lowest low and the highest high
/// of k bars, smoothed twice by simple averages.
///
/// Outputs: slowK (smoothed over `slow` bars), slowD (slowK smoothed over `d` bars); both have
/// their first value together, at bar k + slow + d − 2 (counted from 1). 0 for a window without
/// range. Source: Lane; TA-Lib 0.4 STOCH.
public final class Stochastic extends CountedIndicator {
  private final RangePosition position;
  private final DoubleWindow slowK;
  private final DoubleWindow slowD;
  private final int fastKBars;
  private int bars;

  public Stochastic(int k, int slow, int d) {
    super(
        label("stochastic", k, slow, d),
        period("stochastic", k, 1) + period("stochastic", slow, 1) + period("stochastic", d, 1) - 2,
        "slowK",
        "slowD");
    fastKBars = k;
    position = new RangePosition(k);
    slowK = new DoubleWindow(slow);
    slowD = new DoubleWindow(d);
  }

  public double slowK() {
    return value(0);
  }

  public double slowD() {
    return value(1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    position.take(high, low, close);
    bars = Math.min(bars + 1, fastKBars);
    if (bars == fastKBars) {
      slowK.add(position.percentFromLow());
      if (slowK.isFull()) {
        slowD.add(slowK.mean());
      }
    }
  }

  @Override
  protected double output(int output) {
    return output == 0 ? slowD.newest() : slowD.mean();
  }

  @Override
  protected void rescale(PriceScale scale) {
    position.rescale(scale);
  }
}
