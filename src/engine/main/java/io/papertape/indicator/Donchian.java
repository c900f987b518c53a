package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// Donchian channel: highest high, lowest low and their middle over n bars.
///
/// Outputs: upper, lower, middle. `new Donchian(n)` includes the current bar (first value at bar
/// n, counted from 1); a close can never be above that. [#previous] looks at the n bars before
/// the current one (first value at bar n + 1): the channel a breakout breaks.
public final class Donchian extends CountedIndicator {
  private final boolean excludesCurrent;
  private final RollingExtreme highs;
  private final RollingExtreme lows;
  private long upper;
  private long lower;

  public Donchian(int period) {
    this(period, false);
  }

  private Donchian(int period, boolean excludesCurrent) {
    super(
        excludesCurrent ? label("donchian", period, "previous") : label("donchian", period),
        period("donchian", period, 1) + (excludesCurrent ? 1 : 0),
        "upper",
        "lower",
        "middle");
    this.excludesCurrent = excludesCurrent;
    highs = RollingExtreme.largest(period);
    lows = RollingExtreme.smallest(period);
  }

  /// The channel of the n bars before the current one.
  public static Donchian previous(int period) {
    return new Donchian(period, true);
  }

  public double upper() {
    return value(0);
  }

  public double lower() {
    return value(1);
  }

  public double middle() {
    return value(2);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    if (excludesCurrent) {
      upper = highs.value();
      lower = lows.value();
    }
    highs.add(high);
    lows.add(low);
    if (!excludesCurrent) {
      upper = highs.value();
      lower = lows.value();
    }
  }

  @Override
  protected double output(int output) {
    return switch (output) {
      case 0 -> FixedPoint.toDouble(upper);
      case 1 -> FixedPoint.toDouble(lower);
      default -> ExactDivision.quotient(Math.addExact(upper, lower), 2 * FixedPoint.ONE);
    };
  }

  @Override
  protected void rescale(PriceScale scale) {
    highs.rescale(scale);
    lows.rescale(scale);
    upper = scale.price(upper);
    lower = scale.price(lower);
  }
}
