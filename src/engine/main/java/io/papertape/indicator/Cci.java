package io.papertape.indicator;

/// Commodity channel index: how far the typical price is from its mean over n bars, in units of
/// 0.015 mean absolute deviations.
///
/// First value at bar n (counted from 1); 0 for a window without moves. Source: Lambert,
/// "Commodities", 1980; TA-Lib 0.4 CCI.
public final class Cci extends CountedIndicator {
  private static final double LAMBERT = 0.015;

  private final LongWindow window;

  public Cci(int period) {
    super(label("cci", period), period("cci", period, 1));
    window = new LongWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    window.add(PriceField.TYPICAL.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    double deviations = window.absoluteDeviations();
    int period = window.size();
    return deviations == 0 ? 0 : window.deviation(period - 1) / (LAMBERT * (deviations / period));
  }

  @Override
  protected void rescale(PriceScale scale) {
    window.rescale(scale);
  }
}
