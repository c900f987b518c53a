package io.papertape.indicator;

/// Fast stochastic, 0 to 100: where the close stands between the lowest low and the highest high
/// of k bars.
///
/// Outputs: fastK, fastD (simple average of fastK over `d` bars); both have their first value
/// together, at bar k + d − 1 (counted from 1). 0 for a window without range. Source: TA-Lib 0.4
/// STOCHF.
public final class FastStochastic extends CountedIndicator {
  private final RangePosition position;
  private final DoubleWindow fastD;

  public FastStochastic(int k, int d) {
    super(
        label("fastStochastic", k, d),
        period("fastStochastic", k, 1) + period("fastStochastic", d, 1) - 1,
        "fastK",
        "fastD");
    position = new RangePosition(k);
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
    position.take(high, low, close);
    fastD.add(position.percentFromLow());
  }

  @Override
  protected double output(int output) {
    return output == 0 ? fastD.newest() : fastD.mean();
  }

  @Override
  protected void rescale(PriceScale scale) {
    position.rescale(scale);
  }
}
