package io.papertape.indicator;

/// Average directional index rating: the mean of [Adx] now and n − 1 bars ago.
///
/// First value at bar 3n − 1 (counted from 1). Source: Wilder 1978; TA-Lib 0.4 ADXR.
public final class Adxr extends CountedIndicator {
  private final Adx adx;
  private final DoubleWindow window;

  public Adxr(int period) {
    super(label("adxr", period), 3 * period("adxr", period, 2) - 1);
    adx = new Adx(period);
    window = new DoubleWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    adx.update(open, high, low, close, volume);
    if (adx.isReady()) {
      window.add(adx.adx());
    }
  }

  @Override
  protected double output(int output) {
    return (window.newest() + window.get(0)) / 2;
  }

  @Override
  protected void rescale(PriceScale scale) {
    adx.rescale(scale);
  }
}
