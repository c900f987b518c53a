package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// SuperTrend: a trailing band at the median price ± a number of average true ranges, on the
/// lower side in an up trend and on the upper side in a down trend.
///
/// Outputs: value (the band), direction (1 up, −1 down). A band only tightens until the close
/// before has crossed it; the trend turns when the close crosses the band on the other side. It
/// starts up. First value at bar n + 1 (counted from 1). Source: Seban; Wilder's [Atr].
public final class SuperTrend extends CountedIndicator {
  private final double width;
  private final AverageTrueRange range;
  private final int atrBars;
  private int bars;
  private boolean started;
  private boolean up = true;
  private double upper;
  private double lower;
  private double previousClose;

  /// @param width distance of the bands from the median price, in average true ranges
  public SuperTrend(int period, double width) {
    super(
        label("superTrend", period, width),
        period("superTrend", period, 1) + 1,
        "value",
        "direction");
    this.width = width;
    atrBars = period + 1;
    range = new AverageTrueRange(period);
  }

  public double direction() {
    return value(1);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    range.take(high, low, close);
    bars = Math.min(bars + 1, atrBars);
    double price = FixedPoint.toDouble(close);
    if (bars == atrBars) {
      double median = PriceField.MEDIAN.price(open, high, low, close);
      tighten(median + width * range.value(), median - width * range.value());
      up = up ? price >= lower : price > upper;
    }
    previousClose = price;
  }

  @Override
  protected double output(int output) {
    if (output == 1) {
      return up ? 1 : -1;
    }
    return up ? lower : upper;
  }

  private void tighten(double newUpper, double newLower) {
    if (!started || newUpper < upper || previousClose > upper) {
      upper = newUpper;
    }
    if (!started || newLower > lower || previousClose < lower) {
      lower = newLower;
    }
    started = true;
  }

  @Override
  protected void rescale(PriceScale scale) {
    range.rescale(scale);
    upper = scale.price(upper);
    lower = scale.price(lower);
    previousClose = scale.price(previousClose);
  }
}
