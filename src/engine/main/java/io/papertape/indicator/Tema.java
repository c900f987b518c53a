package io.papertape.indicator;

/// Triple exponential moving average: `3·e₁ − 3·e₂ + e₃`, where e₁ is the EMA of the price and
/// each further e that of the one before it.
///
/// Every EMA is seeded with the mean of its first n values; first value at bar 3n − 2 (counted
/// from 1). Source: Mulloy, 1994; TA-Lib 0.4 TEMA.
public final class Tema extends CountedIndicator {
  private final PriceField field;
  private final ExponentialChain averages;

  public Tema(int period) {
    this(period, PriceField.CLOSE);
  }

  public Tema(int period, PriceField field) {
    super(label("tema", period, field), 3 * period("tema", period, 1) - 2);
    this.field = field;
    averages = new ExponentialChain(period, 3);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    averages.add(field.price(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    return 3 * averages.value(0) - 3 * averages.value(1) + averages.value(2);
  }

  @Override
  protected void rescale(PriceScale scale) {
    averages.rescalePrices(scale);
  }
}
