package io.papertape.indicator;

/// Least-squares line through the last n prices.
///
/// Outputs: value (of the line at the current bar), slope (per bar), forecast (one bar ahead).
/// Sums are exact. First value at bar n (counted from 1). Source: TA-Lib 0.4 LINEARREG,
/// LINEARREG_SLOPE, TSF.
public final class LinearRegression extends CountedIndicator {
  private final PriceField field;
  private final WeightedWindow window;
  private final long meanDivisor;
  private final long slopeDivisor;

  public LinearRegression(int period) {
    this(period, PriceField.CLOSE);
  }

  public LinearRegression(int period, PriceField field) {
    super(
        label("linearRegression", period, field),
        period("linearRegression", period, 2),
        "value",
        "slope",
        "forecast");
    this.field = field;
    window = new WeightedWindow(period);
    meanDivisor = period * field.divisor();
    slopeDivisor = (long) period * (period - 1) * (period + 1) / 6 * field.divisor();
  }

  public double slope() {
    return value(1);
  }

  public double forecast() {
    return value(2);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    window.add(field.total(open, high, low, close));
  }

  @Override
  protected double output(int output) {
    int period = window.size();
    double slope = slopeNow();
    double mean = ExactDivision.quotient(window.sum(), meanDivisor);
    return switch (output) {
      case 1 -> slope;
      case 2 -> mean + slope * (period + 1) / 2;
      default -> mean + slope * (period - 1) / 2;
    };
  }

  /// `Σ(2i − n − 1)·x / (n(n² − 1) / 6)` with i from 1, which is the usual quotient without its
  /// cancellation.
  private double slopeNow() {
    long twice = Math.multiplyExact(window.weightedSum(), 2L);
    long level = Math.multiplyExact(window.sum(), window.size() + 1L);
    return ExactDivision.quotient(Math.subtractExact(twice, level), slopeDivisor);
  }

  @Override
  protected void rescale(PriceScale scale) {
    window.rescale(scale);
  }
}
