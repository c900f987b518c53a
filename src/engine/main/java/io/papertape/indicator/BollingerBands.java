package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// Bollinger bands: the simple moving average and, above and below it, a number of population
/// standard deviations of the same window.
///
/// Outputs: middle, upper, lower. First value at bar n (counted from 1).
/// Source: Bollinger, "Bollinger on Bollinger Bands", 2001; TA-Lib 0.4 BBANDS.
public final class BollingerBands extends CountedIndicator {
  private final int period;
  private final double width;
  private final PriceDeviation prices;

  public BollingerBands(int period, double width) {
    this(period, width, PriceField.CLOSE);
  }

  /// @param width distance of the bands from the middle, in standard deviations
  public BollingerBands(int period, double width, PriceField field) {
    super(
        label("bollinger", period, width, field),
        period("bollinger", period, 1),
        "middle",
        "upper",
        "lower");
    this.period = period;
    this.width = width;
    prices = new PriceDeviation(period, field);
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
    prices.take(open, high, low, close);
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    if (!prices.takeBlock(bars, from, to)) {
      stream(bars, from, to, output, into);
      return;
    }
    switch (output) {
      case 1 -> prices.block().bands(width, into);
      case 2 -> prices.block().bands(-width, into);
      default -> prices.block().means(into);
    }
  }

  @Override
  protected double output(int output) {
    return switch (output) {
      case 1 -> prices.mean() + width * prices.deviation(period);
      case 2 -> prices.mean() - width * prices.deviation(period);
      default -> prices.mean();
    };
  }

  @Override
  protected void rescale(PriceScale scale) {
    prices.rescale(scale);
  }
}
