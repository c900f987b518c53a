package io.papertape.indicator;

/// Average true range: Wilder's average of the [TrueRange].
///
/// Seeded with the mean of the true ranges of bars 2 to n + 1 (the first bar has none); first
/// value at bar n + 1 (counted from 1). Source: Wilder 1978; TA-Lib 0.4 ATR.
public final class Atr extends CountedIndicator {
  private final AverageTrueRange average;

  public Atr(int period) {
    super(label("atr", period), period("atr", period, 1) + 1);
    average = new AverageTrueRange(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    average.take(high, low, close);
  }

  @Override
  protected double output(int output) {
    return average.value();
  }

  @Override
  protected void rescale(PriceScale scale) {
    average.rescale(scale);
  }
}
