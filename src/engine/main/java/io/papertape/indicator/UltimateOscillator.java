package io.papertape.indicator;

/// Ultimate oscillator, 0 to 100: buying pressure over true range, summed over three windows and
/// weighted 4 (first), 2 and 1 (last).
///
/// Buying pressure is `close − min(low, previous close)`. Sums are exact. First value at bar
/// long + 1 (counted from 1). Source: Williams, 1985; TA-Lib 0.4 ULTOSC.
public final class UltimateOscillator extends CountedIndicator {
  private final PreviousClose previous = new PreviousClose();
  private final LongWindow[] pressures;
  private final LongWindow[] ranges;

  public UltimateOscillator(int first, int second, int last) {
    super(
        label("ultimateOscillator", first, second, last),
        slowPeriod("ultimateOscillator", slowPeriod("ultimateOscillator", first, second), last)
            + 1);
    pressures = windows(first, second, last);
    ranges = windows(first, second, last);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    if (previous.isKnown()) {
      long pressure = close - Math.min(low, previous.close());
      long range = previous.trueRange(high, low);
      for (int i = 0; i < pressures.length; i++) {
        pressures[i].add(pressure);
        ranges[i].add(range);
      }
    }
    previous.set(close);
  }

  @Override
  protected double output(int output) {
    return 100 * (4 * share(0) + 2 * share(1) + share(2)) / 7;
  }

  private double share(int window) {
    long range = ranges[window].sum();
    return range == 0 ? 0 : (double) pressures[window].sum() / range;
  }

  private static LongWindow[] windows(int first, int second, int last) {
    return new LongWindow[] {new LongWindow(first), new LongWindow(second), new LongWindow(last)};
  }

  @Override
  protected void rescale(PriceScale scale) {
    previous.rescale(scale);
    for (int i = 0; i < pressures.length; i++) {
      pressures[i].rescale(scale);
      ranges[i].rescale(scale);
    }
  }
}
