package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// Parabolic stop and reverse: a stop that follows the extreme of the trend, faster with each new
/// extreme, and turns with the trend when the price reaches it.
///
/// The value is the stop valid during the current bar. Starts long unless the first downward
/// movement is the larger; a long start takes the first low as stop and the second high as
/// extreme. The stop never passes the lows (highs) of the last two bars. First value at bar 2.
/// Source: Wilder 1978; TA-Lib 0.4 SAR.
public final class ParabolicSar extends CountedIndicator {
  private final double step;
  private final double maximum;
  private int bars;
  private boolean rising;
  private double acceleration;
  private double stop;
  private double extreme;
  private double previousHigh;
  private double previousLow;
  private double value;

  /// Wilder's 0.02 and 0.2.
  public ParabolicSar() {
    this(0.02, 0.2);
  }

  /// @param step    acceleration at the start, and added at each new extreme
  /// @param maximum acceleration never goes above it
  public ParabolicSar(double step, double maximum) {
    super(label("parabolicSar", step, maximum), 2);
    this.step = step;
    this.maximum = maximum;
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    double newHigh = FixedPoint.toDouble(high);
    double newLow = FixedPoint.toDouble(low);
    if (bars == 1) {
      start(newHigh, newLow);
    }
    if (bars > 0) {
      follow(newHigh, newLow);
    }
    bars = Math.min(bars + 1, 2);
    previousHigh = newHigh;
    previousLow = newLow;
  }

  @Override
  protected double output(int output) {
    return value;
  }

  private void start(double high, double low) {
    double down = previousLow - low;
    rising = down <= 0 || high - previousHigh >= down;
    acceleration = step;
    extreme = rising ? high : low;
    stop = rising ? previousLow : previousHigh;
    // The bar before the first counts as the first bar itself.
    previousHigh = high;
    previousLow = low;
  }

  private void follow(double high, double low) {
    if (rising ? low <= stop : high >= stop) {
      rising = !rising;
      stop = behind(extreme, high, low);
      value = stop;
      acceleration = step;
      extreme = rising ? high : low;
    } else {
      value = stop;
      double best = rising ? Math.max(extreme, high) : Math.min(extreme, low);
      if (rising ? best > extreme : best < extreme) {
        extreme = best;
        acceleration = Math.min(acceleration + step, maximum);
      }
    }
    stop = behind(stop + acceleration * (extreme - stop), high, low);
  }

  /// The stop, moved back if it lies within the last two bars.
  private double behind(double at, double high, double low) {
    return rising
        ? Math.min(at, Math.min(previousLow, low))
        : Math.max(at, Math.max(previousHigh, high));
  }

  @Override
  protected void rescale(PriceScale scale) {
    stop = scale.price(stop);
    extreme = scale.price(extreme);
    previousHigh = scale.price(previousHigh);
    previousLow = scale.price(previousLow);
    value = scale.price(value);
  }
}
