package io.papertape.indicator;

/// Largest of the last n prices, the current one included. First value at bar n (counted from 1).
/// Source: TA-Lib 0.4 MAX.
public final class RollingMax extends CountedIndicator {
  private final PriceField field;
  private final RollingExtreme prices;

  public RollingMax(int period) {
    this(period, PriceField.CLOSE);
  }

  public RollingMax(int period, PriceField field) {
    super(label("rollingMax", period, field), period("rollingMax", period, 1));
    this.field = field;
    prices = RollingExtreme.largest(period);
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
