package io.papertape.indicator;

/// Variance of the last n prices around their mean, of the population (divisor n).
///
/// First value at bar n (counted from 1). Source: TA-Lib 0.4 VAR.
public final class Variance extends CountedIndicator {
  private final int period;
  private final PriceDeviation prices;

  public Variance(int period) {
    this(period, PriceField.CLOSE);
  }

  public Variance(int period, PriceField field) {
    super(label("variance", period, field), period("variance", period, 1));
    this.period = period;
    prices = new PriceDeviation(period, field);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    prices.take(open, high, low, close);
  }

  @Override
  protected double output(int output) {
    double deviation = prices.deviation(period);
    return deviation * deviation;
  }

  @Override
  protected void rescale(PriceScale scale) {
    prices.rescale(scale);
  }
}
