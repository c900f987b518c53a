package io.papertape.model;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.PriceScale;
import io.papertape.market.BarColumns;

/// Volume of the bar over the mean volume of the last n bars, this one included; 1 if none of
/// them traded.
///
/// First value at bar n (counted from 1).
public final class VolumeRatio extends CountedIndicator {
  private static final long EXACT = 1L << 53;

  private final RecentValues volumes;

  public VolumeRatio(int period) {
    super(label("volumeRatio", period), period("volumeRatio", period, 2));
    volumes = new RecentValues(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    volumes.add(volume);
  }

  /// While every sum is below 2⁵³, and so exact, it is kept from bar to bar.
  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    int size = volumes.size();
    if (!isSmall(bars.volume(), from, to) || !volumes.areBelow(EXACT / size)) {
      stream(bars, from, to, output, into);
      return;
    }
    long[] column = volumes.addAll(bars.volume(), from, to);
    long sum = 0;
    for (int i = 1; i < size; i++) {
      sum += column[i];
    }
    long least = Long.MAX_VALUE;
    for (int i = 0; i < to - from; i++) {
      sum += column[i + size];
      into[i] = (double) sum;
      least = Math.min(least, sum);
      sum -= column[i + 1];
    }
    for (int i = 0; i < to - from; i++) {
      into[i] = column[i + size] / (into[i] / size);
    }
    for (int i = 0; least == 0 && i < to - from; i++) {
      into[i] = Double.isNaN(into[i]) ? 1 : into[i];
    }
  }

  private boolean isSmall(long[] volume, int from, int to) {
    long bits = 0;
    for (int i = from; i < to; i++) {
      bits |= volume[i];
    }
    return bits >= 0 && bits < EXACT / volumes.size();
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
