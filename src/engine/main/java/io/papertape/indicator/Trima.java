package io.papertape.indicator;

/// Triangular moving average: a simple average of a simple average, weights rising to the middle.
///
/// Windows are n / 2 and n / 2 + 1 for an even n, twice (n + 1) / 2 for an odd one. The sum of
/// sums is exact and divided once. First value at bar n (counted from 1). Source: TA-Lib 0.4
/// TRIMA.
public final class Trima extends CountedIndicator {
  private final PriceField field;
  private final LongWindow prices;
  private final LongWindow sums;
  private final long divisor;

  public Trima(int period) {
    this(period, PriceField.CLOSE);
  }

  public Trima(int period, PriceField field) {
    super(label("trima", period, field), period("trima", period, 1));
    this.field = field;
    prices = new LongWindow((period + 1) / 2);
    sums = new LongWindow(period / 2 + 1);
    divisor = (long) prices.size() * sums.size() * field.divisor();
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    prices.add(field.total(open, high, low, close));
    if (prices.isFull()) {
      sums.add(prices.sum());
    }
  }

  @Override
  protected double output(int output) {
    return ExactDivision.quotient(sums.sum(), divisor);
  }

  @Override
  protected void rescale(PriceScale scale) {
    prices.rescale(scale);
    sums.rescale(scale);
  }
}
