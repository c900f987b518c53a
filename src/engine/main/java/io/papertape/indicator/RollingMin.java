package io.papertape.indicator;

/// Smallest of the last n prices, the current one included. First value at bar n (counted from
/// 1). Source: TA-Lib 0.4 MIN.
public final class RollingMin extends CountedIndicator {
  private final PriceField field;
  private final RollingExtreme prices;

  public RollingMin(int period) {
    this(period, PriceField.CLOSE);
  }

  public RollingMin(int period, PriceField field) {
    super(label("rollingMin", period, field), period("rollingMin", period, 1));
    this.field = field;
    prices = RollingExtreme.smallest(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    prices.add(field.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    return ExactDivision.quotient(prices.value(), field.divisor());
  }

  @Override
  protected void rescale(PriceScale scale) {
    prices.rescale(scale);
  }
}
