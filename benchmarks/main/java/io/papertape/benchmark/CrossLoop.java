package io.papertape.benchmark;

import io.papertape.market.BarColumns;

/// [CrossRule] by hand: the limit that a framework can approach. One loop over arrays, exact
/// scaled `long`s, pre-sized logs of orders and fills, an equity curve; no strategy to plug in,
/// no other order type, no check of anything.
final class CrossLoop {
  private static final long FEE_DIVISOR = 10_000 / CrossRule.FEE_BPS;

  private final CrossRule rule;
  private final long[] open;
  private final long[] close;
  private final long[] equity;
  private final int[] orderBar;
  private final int[] fillBar;
  private final long[] fillPrice;
  private final long[] fillFee;
  private int orders;
  private int fills;
  private long ties;

  CrossLoop(BarColumns bars, CrossRule rule) {
    this.rule = rule;
    open = bars.open();
    close = bars.close();
    int size = bars.size();
    equity = new long[size];
    orderBar = new int[size / 4];
    fillBar = new int[size / 4];
    fillPrice = new long[size / 4];
    fillFee = new long[size / 4];
  }

  /// One run; the arrays are used again.
  Outcome run() {
    orders = 0;
    fills = 0;
    ties = 0;
    int fast = rule.fast();
    int slow = rule.slow();
    long fastSum = 0;
    long slowSum = 0;
    long cash = CrossRule.CASH * 100_000_000L;
    long held = 0;
    int state = 0;
    int pending = 0;
    for (int i = 0; i < close.length; i++) {
      if (pending != 0) {
        cash -= fill(i, pending);
        held += pending;
        pending = 0;
      }
      long price = close[i];
      fastSum += price - (i >= fast ? close[i - fast] : 0);
      slowSum += price - (i >= slow ? close[i - slow] : 0);
      equity[i] = cash + held * price;
      if (i < rule.firstBar()) {
        continue;
      }
      long difference = fastSum * slow - slowSum * fast;
      if (difference == 0) {
        ties++;
        continue;
      }
      int now = difference > 0 ? 1 : -1;
      if (now != state) {
        if (state != 0 && (now > 0) == (held == 0)) {
          pending = now * CrossRule.UNITS;
          orderBar[orders++] = i;
        }
        state = now;
      }
    }
    return new Outcome(fills, equity[close.length - 1]);
  }

  /// Cash that a fill at the open takes.
  private long fill(int bar, int signedUnits) {
    long value = signedUnits * open[bar];
    long fee = (Math.abs(value) + FEE_DIVISOR / 2) / FEE_DIVISOR;
    fillBar[fills] = bar;
    fillPrice[fills] = open[bar];
    fillFee[fills] = fee;
    fills++;
    return value + fee;
  }

  int orders() {
    return orders;
  }

  /// Bars at which the two means were exactly equal; `double` decides those by rounding noise.
  long ties() {
    return ties;
  }
}
