package io.papertape.indicator;

/// Absolute price oscillator: fast EMA minus slow EMA, each seeded on its own.
///
/// First value at bar slow (counted from 1). Source: TA-Lib 0.4 APO with MAType EMA; [Macd] seeds
/// its fast EMA later.
public final class Apo extends CountedIndicator {
  private final PriceField field;
  private final ExponentialAverage fast;
  private final ExponentialAverage slow;

  public Apo(int fast, int slow) {
    this(fast, slow, PriceField.CLOSE);
  }

  public Apo(int fast, int slow, PriceField field) {
    super(label("apo", fast, slow, field), slowPeriod("apo", fast, slow));
    this.field = field;
    this.fast = new ExponentialAverage(fast);
    this.slow = new ExponentialAverage(slow);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    double price = field.price(open, high, low, close);
    fast.add(price);
    slow.add(price);
  }

  @Override
  protected double output(int output) {
    return fast.value() - slow.value();
  }

  @Override
  protected void rescale(PriceScale scale) {
    fast.rescalePrices(scale);
    slow.rescalePrices(scale);
  }
}
