package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// Keltner channel: an EMA of the close and, above and below it, a number of average true ranges.
///
/// Outputs: middle, upper, lower. First value when both have one: at the later of bar `period`
/// and bar `atrPeriod` + 1 (counted from 1). Source: Raschke's form of Keltner, 1960, with
/// Wilder's [Atr].
public final class KeltnerChannel extends CountedIndicator {
  private final double width;
  private final ExponentialAverage middle;
  private final AverageTrueRange range;

  /// @param width distance of the bands from the middle, in average true ranges
  public KeltnerChannel(int period, int atrPeriod, double width) {
    super(
        label("keltner", period, atrPeriod, width),
        Math.max(period("keltner", period, 1), period("keltner", atrPeriod, 1) + 1),
        "middle",
        "upper",
        "lower");
    this.width = width;
    middle = new ExponentialAverage(period);
    range = new AverageTrueRange(atrPeriod);
  }

  public double middle() {
    return value(0);
  }

  public double upper() {
    return value(1);
  }

  public double lower() {
    return value(2);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    middle.add(FixedPoint.toDouble(close));
    range.take(high, low, close);
  }

  @Override
  protected double output(int output) {
    return switch (output) {
      case 1 -> middle.value() + width * range.value();
      case 2 -> middle.value() - width * range.value();
      default -> middle.value();
    };
  }

  @Override
  protected void rescale(PriceScale scale) {
    middle.rescalePrices(scale);
    range.rescale(scale);
  }
}
