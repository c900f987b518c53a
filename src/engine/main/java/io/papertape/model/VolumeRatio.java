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
  private long sum;
  // Volumes, one over the other: none kept has a higher bit.
  private long bits;

  public VolumeRatio(int period) {
    super(label("volumeRatio", period), period("volumeRatio", period, 2));
    volumes = new RecentValues(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    sum += volume - volumes.oldest();
    bits |= volume;
    volumes.add(volume);
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    long[] volume = bars.volume();
    for (int i = from; i < to; i++) {
      bits |= volume[i];
    }
    if (!isExact()) {
      stream(bars, from, to, output, into);
      return;
    }
    int size = volumes.size();
    long[] column = volumes.addAll(volume, from, to);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < to - from; i++) {
      sum += column[i + size] - column[i];
      into[i] = (double) sum;
      least = Math.min(least, sum);
    }
    for (int i = 0; i < to - from; i++) {
      into[i] = column[i + size] / (into[i] / size);
    }
    for (int i = 0; least == 0 && i < to - from; i++) {
      into[i] = Double.isNaN(into[i]) ? 1 : into[i];
    }
  }

  /// Whether every sum is below 2⁵³, so that the order of its numbers does not matter.
  private boolean isExact() {
    return bits >= 0 && bits < EXACT / volumes.size();
  }

  @Override
  protected double output(int output) {
    double total = isExact() ? (double) sum : sumInOrder();
    return total == 0 ? 1 : volumes.ago(0) / (total / volumes.size());
  }

  private double sumInOrder() {
    double total = 0;
    for (int age = volumes.size() - 1; age >= 0; age--) {
      total += volumes.ago(age);
    }
    return total;
  }

  @Override
  protected void rescale(PriceScale scale) {
    sum = 0;
    bits = 0;
    for (int age = 0; age < volumes.size(); age++) {
      volumes.set(age, scale.volume(volumes.ago(age)));
      sum += volumes.ago(age);
      bits |= volumes.ago(age);
    }
  }
}
