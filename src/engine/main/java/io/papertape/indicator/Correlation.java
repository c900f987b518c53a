package io.papertape.indicator;

/// Correlation of two prices of the same bars over the last n bars, −1 to 1.
///
/// First value at bar n (counted from 1); 0 if one of them did not move. Exact differences, so it
/// holds on FX prices, where TA-Lib 0.4 CORREL, its source, returns 0.
public final class Correlation extends CountedIndicator {
  private final PriceField first;
  private final PriceField second;
  private final LongWindow x;
  private final LongWindow y;

  public Correlation(int period, PriceField first, PriceField second) {
    super(
        label("correlation", period, first.name(), second.name()),
        period("correlation", period, 2));
    this.first = first;
    this.second = second;
    x = new LongWindow(period);
    y = new LongWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    x.add(first.total(open, high, low, close));
    y.add(second.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    double product = 0;
    for (int i = 0; i < x.size(); i++) {
      product += (double) x.deviation(i) * y.deviation(i);
    }
    double scale = Math.sqrt(x.squaredDeviations()) * Math.sqrt(y.squaredDeviations());
    return scale == 0 ? 0 : product / scale;
  }

  @Override
  protected void rescale(PriceScale scale) {
    x.rescale(scale);
    y.rescale(scale);
  }
}
