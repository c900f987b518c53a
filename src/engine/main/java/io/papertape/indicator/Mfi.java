package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// Money flow index, 0 to 100: share of the flow (typical price times volume) of bars whose
/// typical price rose, among those where it rose or fell, over n bars.
///
/// First value at bar n + 1 (counted from 1); 0 if the flow is below 1. Source: Quong and
/// Soudack, 1989; TA-Lib 0.4 MFI.
public final class Mfi extends CountedIndicator {
  private final DoubleWindow rises;
  private final DoubleWindow falls;
  private boolean started;
  private long previousHigh;
  private long previousLow;
  private long previousClose;

  public Mfi(int period) {
    super(label("mfi", period), period("mfi", period, 1) + 1);
    rises = new DoubleWindow(period);
    falls = new DoubleWindow(period);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    double price = typical(high, low, close);
    double previous = typical(previousHigh, previousLow, previousClose);
    if (started) {
      double flow = price * volume;
      rises.add(price > previous ? flow : 0);
      falls.add(price < previous ? flow : 0);
    }
    started = true;
    previousHigh = high;
    previousLow = low;
    previousClose = close;
  }

  @Override
  protected double output(int output) {
    double rise = rises.sum();
    double total = rise + falls.sum();
    return total < 1 ? 0 : 100 * (rise / total);
  }

  /// In `double` and in this order, as TA-Lib: it decides the ties that are not exact there.
  private static double typical(long high, long low, long close) {
    return (FixedPoint.toDouble(high) + FixedPoint.toDouble(low) + FixedPoint.toDouble(close)) / 3;
  }

  @Override
  protected void rescale(PriceScale scale) {
    previousHigh = scale.price(previousHigh);
    previousLow = scale.price(previousLow);
    previousClose = scale.price(previousClose);
  }
}
