package io.papertape.indicator;

/// Exponential moving average: `e = e' + (price − e') × 2 / (n + 1)`.
///
/// Seeded with the mean of the first n prices, which is the first value, at bar n (counted from
/// 1). Source: TA-Lib 0.4 EMA. Libraries that seed with the first price differ for about 4n bars.
public final class Ema extends CountedIndicator {
  private final PriceField field;
  private final ExponentialAverage average;

  public Ema(int period) {
    this(period, PriceField.CLOSE);
  }

  public Ema(int period, PriceField field) {
    super(label("ema", period, field), period("ema", period, 1));
    this.field = field;
    average = new ExponentialAverage(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    average.add(field.price(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    return average.value();
  }

  @Override
  protected void rescale(PriceScale scale) {
    average.rescalePrices(scale);
  }
}
