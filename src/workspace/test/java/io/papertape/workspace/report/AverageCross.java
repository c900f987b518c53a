package io.papertape.workspace.report;

import io.papertape.indicator.Sma;
import io.papertape.order.Size;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;

/// Holds each instrument while its fast average is above its slow one.
final class AverageCross implements Strategy {
  private final int fast;
  private final int slow;
  private final double fraction;
  private Sma[] fastMeans = {};
  private Sma[] slowMeans = {};

  AverageCross(int fast, int slow, double fraction) {
    this.fast = fast;
    this.slow = slow;
    this.fraction = fraction;
  }

  @Override
  public void onStart(Context context) {
    fastMeans = new Sma[context.instruments()];
    slowMeans = new Sma[context.instruments()];
    for (int i = 0; i < context.instruments(); i++) {
      fastMeans[i] = context.use(i, new Sma(fast));
      slowMeans[i] = context.use(i, new Sma(slow));
    }
  }

  @Override
  public void onBar(Context context, int instrument) {
    boolean isAbove = fastMeans[instrument].value() > slowMeans[instrument].value();
    if (context.hasWorkingOrder(instrument)) {
      return;
    }
    if (isAbove && context.quantity(instrument) == 0) {
      context.buy(instrument, new Size.EquityFraction(fraction, false));
    } else if (!isAbove) {
      context.closeAll(instrument);
    }
  }
}
