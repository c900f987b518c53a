package io.papertape.model;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.Logarithms;
import io.papertape.indicator.PriceScale;
import io.papertape.market.BarColumns;

/// Return of the close over n bars that ended `lag` bars ago: `return(n)`, `return(n,lag)`, or in
/// logarithms `logReturn(n)`, `logReturn(n,lag)`.
///
/// 0.01 is one percent. First value at bar n + lag + 1 (counted from 1).
public final class BarReturn extends CountedIndicator {
  private final boolean isLog;
  private final int lag;
  private final RecentValues closes;

  private BarReturn(String kind, int bars, int lag, boolean isLog) {
    super(
        lag == 0 ? label(kind, bars) : label(kind, bars, lag),
        period(kind, bars, 1) + period(kind, lag, 0) + 1);
    this.isLog = isLog;
    this.lag = lag;
    closes = new RecentValues(bars + lag + 1);
  }

  /// `close / close n bars before − 1`.
  public static BarReturn simple(int bars, int lag) {
    return new BarReturn("return", bars, lag, false);
  }

  /// `ln(close / close n bars before)`.
  public static BarReturn log(int bars, int lag) {
    return new BarReturn("logReturn", bars, lag, true);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    closes.add(close);
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    long[] column = closes.addAll(bars.close(), from, to);
    int size = closes.size();
    if (isLog) {
      for (int i = 0; i < to - from; i++) {
        into[i] = logarithm(column[i + size - lag], column[i + 1]);
      }
    } else {
      for (int i = 0; i < to - from; i++) {
        into[i] = fraction(column[i + size - lag], column[i + 1]);
      }
    }
  }

  private static double logarithm(long newer, long older) {
    return Logarithms.of((double) newer / older);
  }

  private static double fraction(long newer, long older) {
    return (double) (newer - older) / older;
  }

  @Override
  protected double output(int output) {
    long newer = closes.ago(lag);
    long older = closes.ago(closes.size() - 1);
    return isLog ? logarithm(newer, older) : fraction(newer, older);
  }

  @Override
  protected void rescale(PriceScale scale) {
    for (int age = 0; age < closes.size(); age++) {
      closes.set(age, scale.price(closes.ago(age)));
    }
  }
}
