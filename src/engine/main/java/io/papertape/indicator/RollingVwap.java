package io.papertape.indicator;

/// Volume-weighted average of the typical price over the last n bars.
///
/// First value at bar n (counted from 1); the plain mean for a window without volume.
public final class RollingVwap extends CountedIndicator {
  private final DoubleWindow flows;
  private final LongWindow volumes;
  private final LongWindow prices;

  public RollingVwap(int period) {
    super(label("rollingVwap", period), period("rollingVwap", period, 1));
    flows = new DoubleWindow(period);
    volumes = new LongWindow(period);
    prices = new LongWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    flows.add(PriceField.TYPICAL.price(open, high, low, close) * volume);
    volumes.add(volume);
    prices.add(PriceField.TYPICAL.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    return volumes.sum() == 0
        ? ExactDivision.quotient(prices.sum(), prices.size() * PriceField.TYPICAL.divisor())
        : flows.sum() / volumes.sum();
  }

  @Override
  protected void rescale(PriceScale scale) {
    volumes.rescaleVolumes(scale);
    prices.rescale(scale);
  }
}
