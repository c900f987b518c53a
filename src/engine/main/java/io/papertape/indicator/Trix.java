package io.papertape.indicator;

/// TRIX: change in percent, from bar to bar, of an EMA of an EMA of an EMA of the price.
///
/// Every EMA is seeded with the mean of its first n values; first value at bar 3n − 1 (counted
/// from 1). Source: Hutson, 1983; TA-Lib 0.4 TRIX.
public final class Trix extends CountedIndicator {
  private final PriceField field;
  private final ExponentialChain averages;
  private double previous;
  private double change;

  public Trix(int period) {
    this(period, PriceField.CLOSE);
  }

  public Trix(int period, PriceField field) {
    super(label("trix", period, field), 3 * period("trix", period, 1) - 1);
    this.field = field;
    averages = new ExponentialChain(period, 3);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    boolean known = averages.isReady();
    averages.add(field.price(open, high, low, close));
    if (known) {
      change = 100 * (averages.value(2) / previous - 1);
    }
    previous = averages.value(2);
  }

  @Override
  protected double output(int output) {
    return change;
  }

  @Override
  protected void rescale(PriceScale scale) {
    averages.rescalePrices(scale);
    previous = scale.price(previous);
  }
}
