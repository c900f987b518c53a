package io.papertape.indicator;

/// On-balance volume: running sum of the volume, added when the close rises and taken away when
/// it falls.
///
/// Starts with the volume of the first bar, which is the first value. In volume steps; exact.
/// Source: Granville, 1963; TA-Lib 0.4 OBV.
public final class Obv extends CountedIndicator {
  private final PreviousClose previous = new PreviousClose();
  private long balance;

  public Obv() {
    super(label("obv"), 1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    int direction = previous.isKnown() ? Long.compare(close, previous.close()) : 1;
    balance = Math.addExact(balance, direction * volume);
    previous.set(close);
  }

  @Override
  protected double output(int output) {
    return (double) balance;
  }

  @Override
  protected void rescale(PriceScale scale) {
    balance = scale.volume(balance);
    previous.rescale(scale);
  }
}
