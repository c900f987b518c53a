package io.papertape.indicator;

/// Williams %R, −100 to 0: how far the close is below the highest high of n bars, in percent of
/// their range.
///
/// First value at bar n (counted from 1); 0 for a window without range. Source: Williams, 1973;
/// TA-Lib 0.4 WILLR.
public final class WilliamsR extends CountedIndicator {
  private final RangePosition position;

  public WilliamsR(int period) {
    super(label("williamsR", period), period("williamsR", period, 1));
    position = new RangePosition(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    position.take(high, low, close);
  }

  @Override
  protected double output(int output) {
    return 0 - position.percentFromHigh();
  }

  @Override
  protected void rescale(PriceScale scale) {
    position.rescale(scale);
  }
}
