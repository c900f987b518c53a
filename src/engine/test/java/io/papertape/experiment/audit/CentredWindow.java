package io.papertape.experiment.audit;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.PriceScale;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;

/// Broken on purpose: as a column, each value is the mean close of the bar, the two before it and
/// the two after it.
final class CentredWindow extends CountedIndicator {
  private double last;

  CentredWindow() {
    super("centred(5)", 1);
  }

  @Override
  public int fill(BarColumns columns, int from, int to, int output, double[] into, int at) {
    for (int i = from; i < to; i++) {
      double sum = 0;
      int count = 0;
      for (int j = Math.max(0, i - 2); j <= Math.min(columns.size() - 1, i + 2); j++) {
        sum += FixedPoint.toDouble(columns.close()[j]);
        count++;
      }
      into[at + i - from] = sum / count;
    }
    count(to - from);
    return from;
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    last = FixedPoint.toDouble(close);
  }

  @Override
  protected double output(int output) {
    return last;
  }

  @Override
  protected void rescale(PriceScale scale) {
    last = scale.price(last);
  }
}
