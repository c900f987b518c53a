package io.papertape.indicator;

/// Double exponential moving average: `2·e₁ − e₂`, where e₁ is the EMA of the price and each
/// further e that of the one before it.
///
/// Every EMA is seeded with the mean of its first n values; first value at bar 2n − 1 (counted
/// from 1). Source: Mulloy, 1994; TA-Lib 0.4 DEMA.
public final class Dema extends CountedIndicator {
  private final PriceField field;
  private final ExponentialChain averages;

  public Dema(int period) {
    this(period, PriceField.CLOSE);
  }

  public Dema(int period, PriceField field) {
    super(label("dema", period, field), 2 * period("dema", period, 1) - 1);
    this.field = field;
    averages = new ExponentialChain(period, 2);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    averages.add(field.price(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    return 2 * averages.value(0) - averages.value(1);
  }

  @Override
  protected void rescale(PriceScale scale) {
    averages.rescalePrices(scale);
  }
}
