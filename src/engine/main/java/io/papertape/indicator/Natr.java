package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// Normalised average true range: [Atr] in percent of the close.
///
/// First value at bar n + 1 (counted from 1). Source: TA-Lib 0.4 NATR.
public final class Natr extends CountedIndicator {
  private final AverageTrueRange average;
  private double close;

  public Natr(int period) {
    super(label("natr", period), period("natr", period, 1) + 1);
    average = new AverageTrueRange(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    average.take(high, low, close);
    this.close = FixedPoint.toDouble(close);
  }

  @Override
  protected double output(int output) {
    return 100 * (average.value() / close);
  }

  @Override
  protected void rescale(PriceScale scale) {
    average.rescale(scale);
    close = scale.price(close);
  }
}
