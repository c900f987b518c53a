package io.papertape.indicator;

/// True range: `max(high, previous close) − min(low, previous close)`.
///
/// First value at bar 2: the first bar has no previous close. Source: Wilder 1978; TA-Lib TRANGE.
public final class TrueRange extends CountedIndicator {
  private final PreviousClose previous = new PreviousClose();
  private double range;

  public TrueRange() {
    super(label("trueRange"), 2);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    range = previous.trueRangePrice(high, low);
    previous.set(close);
  }

  @Override
  protected double output(int output) {
    return range;
  }

  @Override
  protected void rescale(PriceScale scale) {
    range = scale.price(range);
    previous.rescale(scale);
  }
}
