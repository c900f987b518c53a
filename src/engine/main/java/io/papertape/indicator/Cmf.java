package io.papertape.indicator;

/// Chaikin money flow, −1 to 1: money flow volume of the last n bars over their volume.
///
/// First value at bar n (counted from 1); 0 for a window without volume. Source: Chaikin.
public final class Cmf extends CountedIndicator {
  private final DoubleWindow flows;
  private final LongWindow volumes;

  public Cmf(int period) {
    super(label("cmf", period), period("cmf", period, 1));
    flows = new DoubleWindow(period);
    volumes = new LongWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    flows.add(MoneyFlow.volume(high, low, close, volume));
    volumes.add(volume);
  }

  @Override
  protected double output(int output) {
    return volumes.sum() == 0 ? 0 : flows.sum() / volumes.sum();
  }

  @Override
  protected void rescale(PriceScale scale) {
    flows.rescaleVolumes(scale);
    volumes.rescaleVolumes(scale);
  }
}
