package io.papertape.indicator;

/// Moving average convergence divergence: fast EMA minus slow EMA, with an EMA of that as signal.
///
/// Outputs: macd, signal, histogram (macd − signal); all have their first value together, at bar
/// slow + signal − 1 (counted from 1). The fast EMA is seeded at the same bar as the slow one,
/// with the mean of the prices before it. Source: Appel, 1979; TA-Lib 0.4 MACD.
public final class Macd extends CountedIndicator {
  private final PriceField field;
  private final int skipped;
  private final ExponentialAverage fast;
  private final ExponentialAverage slow;
  private final ExponentialAverage signal;
  private int bars;
  private double macd;

  public Macd(int fast, int slow, int signal) {
    this(fast, slow, signal, PriceField.CLOSE);
  }

  public Macd(int fast, int slow, int signal, PriceField field) {
    super(
        label("macd", fast, slow, signal, field),
        slowPeriod("macd", fast, slow) + period("macd", signal, 1) - 1,
        "macd",
        "signal",
        "histogram");
    this.field = field;
    skipped = slow - fast;
    this.fast = new ExponentialAverage(fast);
    this.slow = new ExponentialAverage(slow);
    this.signal = new ExponentialAverage(signal);
  }

  public double macd() {
    return value(0);
  }

  public double signal() {
    return value(1);
  }

  public double histogram() {
    return value(2);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    double price = field.price(open, high, low, close);
    slow.add(price);
    if (bars < skipped) {
      bars++;
    } else {
      fast.add(price);
    }
    if (slow.isReady()) {
      macd = fast.value() - slow.value();
      signal.add(macd);
    }
  }

  @Override
  protected double output(int output) {
    return switch (output) {
      case 1 -> signal.value();
      case 2 -> macd - signal.value();
      default -> macd;
    };
  }

  @Override
  protected void rescale(PriceScale scale) {
    fast.rescalePrices(scale);
    slow.rescalePrices(scale);
    signal.rescalePrices(scale);
    macd = scale.price(macd);
  }
}
