package io.papertape.experiment.audit;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.PriceScale;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;

/// Broken on purpose: an indicator that gives closes as they are, and keeps the whole history
/// that
/// it was shown for whoever asks.
final class Everything extends CountedIndicator {
  private double last;
  private BarColumns columns = new BarColumns.Builder().build();

  Everything() {
    super("everything()", 1);
  }

  @Override
  public int fill(BarColumns shown, int from, int to, int output, double[] into, int at) {
    columns = shown;
    return super.fill(shown, from, to, output, into, at);
  }

  BarColumns columns() {
    return columns;
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
