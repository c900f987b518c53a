package io.papertape.indicator;

/// Aroon: how long ago the highest high and the lowest low of the last n + 1 bars came, 100 for
/// now and 0 for n bars ago.
///
/// Outputs: up, down, oscillator (up − down). Of equal extremes the newest counts. First value at
/// bar n + 1 (counted from 1). Source: Chande, 1995; TA-Lib 0.4 AROON, AROONOSC.
public final class Aroon extends CountedIndicator {
  private final int period;
  private final RollingExtreme highs;
  private final RollingExtreme lows;

  public Aroon(int period) {
    super(label("aroon", period), period("aroon", period, 1) + 1, "up", "down", "oscillator");
    this.period = period;
    highs = RollingExtreme.largest(period + 1);
    lows = RollingExtreme.smallest(period + 1);
  }

  public double up() {
    return value(0);
  }

  public double down() {
    return value(1);
  }

  public double oscillator() {
    return value(2);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    highs.add(high);
    lows.add(low);
  }

  @Override
  protected double output(int output) {
    return switch (output) {
      case 0 -> percent(highs.age());
      case 1 -> percent(lows.age());
      default -> percent(highs.age()) - percent(lows.age());
    };
  }

  private double percent(int age) {
    return 100.0 * (period - age) / period;
  }

  @Override
  protected void rescale(PriceScale scale) {
    highs.rescale(scale);
    lows.rescale(scale);
  }
}
