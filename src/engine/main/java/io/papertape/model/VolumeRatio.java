package io.papertape.model;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.PriceScale;

/// Volume of the bar over the mean volume of the last n bars, this one included; 1 if none of
/// them traded.
///
/// First value at bar n (counted from 1).
public final class VolumeRatio extends CountedIndicator {
  private final RecentValues volumes;

  public VolumeRatio(int period) {
    super(label("volumeRatio", period), period("volumeRatio", period, 2));
    volumes = new RecentValues(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    volumes.add(volume);
  }

  @Override
  protected double output(int output) {
    double sum = 0;
    for (int age = volumes.size() - 1; age >= 0; age--) {
      sum += volumes.ago(age);
    }
    return sum == 0 ? 1 : volumes.ago(0) / (sum / volumes.size());
  }

  @Override
  protected void rescale(PriceScale scale) {
    for (int age = 0; age < volumes.size(); age++) {
      volumes.set(age, scale.volume(volumes.ago(age)));
    }
  }
}
