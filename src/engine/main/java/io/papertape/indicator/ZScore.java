package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// Z-score: how far the price is from its mean over n bars, in sample standard deviations
/// (divisor n − 1).
///
/// First value at bar n (counted from 1); 0 for a window without moves.
public final class ZScore extends CountedIndicator {
  private final int period;
  private final PriceDeviation prices;

  public ZScore(int period) {
    this(period, PriceField.CLOSE);
  }

  public ZScore(int period, PriceField field) {
    super(label("zScore", period, field), period("zScore", period, 2));
    this.period = period;
    prices = new PriceDeviation(period, field);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    prices.take(open, high, low, close);
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    if (!prices.takeBlock(bars, from, to)) {
      stream(bars, from, to, output, into);
      return;
    }
    prices.block().scores(into);
  }

  @Override
  protected double output(int output) {
    double deviation = prices.deviation(period - 1);
    return deviation == 0 ? 0 : prices.distance() / deviation;
  }

  @Override
  protected void rescale(PriceScale scale) {
    prices.rescale(scale);
  }
}
