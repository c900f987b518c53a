package io.papertape.indicator;

/// Balance of power, −1 to 1: `(close − open) / (high − low)`.
///
/// First value at the first bar; 0 for a bar without range. Source: Livshin, 2001; TA-Lib 0.4
/// BOP.
public final class BalanceOfPower extends CountedIndicator {
  private double power;

  public BalanceOfPower() {
    super(label("balanceOfPower"), 1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    power = high > low ? (double) (close - open) / (high - low) : 0;
  }

  @Override
  protected double output(int output) {
    return power;
  }

  @Override
  protected void rescale(PriceScale scale) {
    // A ratio of prices: a split does not change it.
  }
}
