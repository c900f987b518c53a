package io.papertape.model;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.PriceScale;

/// Realised volatility of one bar: `√(Σ r² / n)` over the last n log returns of the close. The
/// mean is taken as zero, and nothing is annualised.
///
/// First value at bar n + 1 (counted from 1). Source: Andersen, Bollerslev, Diebold and Labys,
/// "Modeling and forecasting realized volatility", Econometrica 71(2), 2003.
public final class RealisedVolatility extends CountedIndicator {
  private final double[] squares;
  private int next;
  private long previous;

  public RealisedVolatility(int period) {
    super(label("volatility", period), period("volatility", period, 1) + 1);
    squares = new double[period];
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    if (previous > 0) {
      double change = StrictMath.log((double) close / previous);
      squares[next] = change * change;
      next = next + 1 == squares.length ? 0 : next + 1;
    }
    previous = close;
  }

  @Override
  protected double output(int output) {
    double sum = 0;
    for (int i = 0; i < squares.length; i++) {
      int at = next + i;
      sum += squares[at >= squares.length ? at - squares.length : at];
    }
    return Math.sqrt(sum / squares.length);
  }

  @Override
  protected void rescale(PriceScale scale) {
    previous = scale.price(previous);
  }
}
