package io.papertape.indicator;

/// Simple moving average: the mean of the last n prices.
///
/// The running sum is exact (fixed point) and divided once, so the value is the `double` nearest
/// to the true mean, never drifts, and two averages that tie exactly are equal. First value at
/// bar n (counted from 1).
public final class Sma extends CountedIndicator {
  private final PriceField field;
  private final LongWindow window;
  private final long divisor;

  public Sma(int period) {
    this(period, PriceField.CLOSE);
  }

  public Sma(int period, PriceField field) {
    super(label("sma", period, field), period("sma", period, 1));
    this.field = field;
    window = new LongWindow(period);
    divisor = period * field.divisor();
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    window.add(field.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    return ExactDivision.quotient(window.sum(), divisor);
  }

  @Override
  protected void rescale(PriceScale scale) {
    window.rescale(scale);
  }
}
