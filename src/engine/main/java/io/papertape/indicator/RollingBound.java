package io.papertape.indicator;

/// Largest or smallest of the last n prices, the current one included. First value at bar n
/// (counted from 1). Source: TA-Lib 0.4 MAX and MIN.
public final class RollingBound extends CountedIndicator {
  private final PriceField field;
  private final RollingExtreme prices;

  private RollingBound(String kind, int period, PriceField field, RollingExtreme prices) {
    super(label(kind, period, field), period);
    this.field = field;
    this.prices = prices;
  }

  /// The largest price.
  public static RollingBound max(int period, PriceField field) {
    int bars = period("rollingMax", period, 1);
    return new RollingBound("rollingMax", bars, field, RollingExtreme.largest(bars));
  }

  /// The smallest price.
  public static RollingBound min(int period, PriceField field) {
    int bars = period("rollingMin", period, 1);
    return new RollingBound("rollingMin", bars, field, RollingExtreme.smallest(bars));
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
