package io.papertape.model;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.Indicator;
import io.papertape.indicator.PriceScale;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;

/// Distance of the close from an indicator that is a price: `close / indicator − 1`, such as
/// `distance(sma(20))`.
public final class Distance extends CountedIndicator {
  private final Indicator line;
  private long close;

  public Distance(Indicator line) {
    super("distance(" + line.name() + ")", line.warmUpBars());
    this.line = line;
  }

  @Override
  protected void take(long open, long high, long low, long newClose, long volume) {
    line.update(open, high, low, newClose, volume);
    close = newClose;
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    line.fill(bars, from, to, 0, into, 0);
    long[] closes = bars.close();
    for (int i = 0; i < to - from; i++) {
      into[i] = FixedPoint.toDouble(closes[from + i]) / into[i] - 1;
    }
    close = closes[to - 1];
  }

  @Override
  protected double output(int output) {
    return FixedPoint.toDouble(close) / line.value() - 1;
  }

  @Override
  protected void rescale(PriceScale scale) {
    line.rescale(scale.numerator(), scale.denominator());
    close = scale.price(close);
  }
}
