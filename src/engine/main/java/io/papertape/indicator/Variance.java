package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// Variance of the last n prices around their mean, of the population (divisor n).
///
/// First value at bar n (counted from 1). Source: TA-Lib 0.4 VAR.
public final class Variance extends CountedIndicator {
  private final int period;
  private final PriceDeviation prices;

  public Variance(int period) {
    this(period, PriceField.CLOSE);
  }

  public Variance(int period, PriceField field) {
    super(label("variance", period, field), period("variance", period, 1));
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
    prices.block().deviations(period, into);
    for (int i = 0; i < to - from; i++) {
      into[i] = into[i] * into[i];
    }
  }

  @Override
  protected double output(int output) {
    double deviation = prices.deviation(period);
    return deviation * deviation;
  }

  @Override
  protected void rescale(PriceScale scale) {
    prices.rescale(scale);
  }
}
