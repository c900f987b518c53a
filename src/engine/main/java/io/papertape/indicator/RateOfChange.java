package io.papertape.indicator;

/// Rate of change in percent: `100 × (price / price n bars ago − 1)`.
///
/// First value at bar n + 1 (counted from 1). 0 if the old price is 0. Source: TA-Lib 0.4 ROC.
public final class RateOfChange extends CountedIndicator {
  private final PriceField field;
  private final LongWindow window;

  public RateOfChange(int period) {
    this(period, PriceField.CLOSE);
  }

  public RateOfChange(int period, PriceField field) {
    super(label("rateOfChange", period, field), period("rateOfChange", period, 1) + 1);
    this.field = field;
    window = new LongWindow(period + 1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    window.add(field.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    double old = (double) window.oldest();
    return old == 0 ? 0 : 100 * ((window.newest() - window.oldest()) / old);
  }

  @Override
  protected void rescale(PriceScale scale) {
    window.rescale(scale);
  }
}
