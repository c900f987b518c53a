package io.papertape.indicator;

/// Weighted moving average: weights 1 (oldest) to n (newest).
///
/// The weighted sum is exact and divided once. First value at bar n (counted from 1).
/// Source: TA-Lib 0.4 WMA.
public final class Wma extends CountedIndicator {
  private final PriceField field;
  private final WeightedWindow window;
  private final long divisor;

  public Wma(int period) {
    this(period, PriceField.CLOSE);
  }

  public Wma(int period, PriceField field) {
    super(label("wma", period, field), period("wma", period, 1));
    this.field = field;
    window = new WeightedWindow(period);
    divisor = window.weights() * field.divisor();
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    window.add(field.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    return ExactDivision.quotient(window.weightedSum(), divisor);
  }

  @Override
  protected void rescale(PriceScale scale) {
    window.rescale(scale);
  }
}
