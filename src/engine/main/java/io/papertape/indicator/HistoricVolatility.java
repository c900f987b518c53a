package io.papertape.indicator;

/// Historic volatility: sample standard deviation (divisor n − 1) of n log returns, a year.
///
/// `std × √(bars a year)`; 0.2 is twenty percent. First value at bar n + 1 (counted from 1).
public final class HistoricVolatility extends CountedIndicator {
  private final PriceField field;
  private final double root;
  private final DoubleWindow returns;
  private boolean started;
  private long previous;

  public HistoricVolatility(int period, double barsPerYear) {
    this(period, barsPerYear, PriceField.CLOSE);
  }

  /// @param barsPerYear 252 for daily bars of shares
  public HistoricVolatility(int period, double barsPerYear, PriceField field) {
    super(
        label("historicVolatility", period, barsPerYear, field),
        period("historicVolatility", period, 2) + 1);
    this.field = field;
    root = Math.sqrt(barsPerYear);
    returns = new DoubleWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    long price = field.total(open, high, low, close);
    if (started) {
      returns.add(Logarithms.of((double) price / previous));
    }
    started = true;
    previous = price;
  }

  @Override
  protected double output(int output) {
    return returns.sampleDeviation() * root;
  }

  @Override
  protected void rescale(PriceScale scale) {
    previous = scale.price(previous);
  }
}
