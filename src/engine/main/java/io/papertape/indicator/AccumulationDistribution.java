package io.papertape.indicator;

/// Accumulation/distribution line: running sum of the money flow volume, which is volume times
/// where the close lies in the bar, from −1 at the low to 1 at the high.
///
/// First value at the first bar. In volume steps; a bar without range adds nothing. Source:
/// Chaikin; TA-Lib 0.4 AD.
public final class AccumulationDistribution extends CountedIndicator {
  private double line;

  public AccumulationDistribution() {
    super(label("accumulationDistribution"), 1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    line += MoneyFlow.volume(high, low, close, volume);
  }

  @Override
  protected double output(int output) {
    return line;
  }

  @Override
  protected void rescale(PriceScale scale) {
    line = scale.volume(line);
  }
}
