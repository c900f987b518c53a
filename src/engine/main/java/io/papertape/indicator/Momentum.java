package io.papertape.indicator;

/// Momentum: price minus the price n bars ago. First value at bar n + 1 (counted from 1).
/// Source: TA-Lib 0.4 MOM.
public final class Momentum extends CountedIndicator {
  private final PriceField field;
  private final LongWindow window;

  public Momentum(int period) {
    this(period, PriceField.CLOSE);
  }

  public Momentum(int period, PriceField field) {
    super(label("momentum", period, field), period("momentum", period, 1) + 1);
    this.field = field;
    window = new LongWindow(period + 1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    window.add(field.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    return ExactDivision.quotient(window.newest() - window.oldest(), field.divisor());
  }

  @Override
  protected void rescale(PriceScale scale) {
    window.rescale(scale);
  }
}
