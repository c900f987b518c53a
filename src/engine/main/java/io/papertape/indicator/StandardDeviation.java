package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// Standard deviation of the last n prices around their mean, of the population (divisor n).
///
/// Worked out anew from exact differences, so it neither drifts nor cancels. First value at bar n
/// (counted from 1). Source: TA-Lib 0.4 STDDEV, which itself carries rounding of 10⁻⁹ on FX
/// prices.
public final class StandardDeviation extends CountedIndicator {
  private final int period;
  private final PriceDeviation prices;

  public StandardDeviation(int period) {
    this(period, PriceField.CLOSE);
  }

  public StandardDeviation(int period, PriceField field) {
    super(label("standardDeviation", period, field), period("standardDeviation", period, 1));
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
  }

  @Override
  protected double output(int output) {
    return prices.deviation(period);
  }

  @Override
  protected void rescale(PriceScale scale) {
    prices.rescale(scale);
  }
}
