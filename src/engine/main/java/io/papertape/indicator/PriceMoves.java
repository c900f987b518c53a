package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// Rises and falls of a price, each averaged by Wilder's method; what RSI and CMO are made of.
final class PriceMoves {
  private final PriceField field;
  private final int period;
  private final WilderAverage rise;
  private final WilderAverage fall;
  private boolean started;
  private long previous;

  PriceMoves(int period, PriceField field) {
    this.field = field;
    this.period = period;
    rise = new WilderAverage(period);
    fall = new WilderAverage(period);
  }

  void take(long open, long high, long low, long close) {
    long total = field.total(open, high, low, close);
    if (started) {
      double move = ExactDivision.quotient(total - previous, field.divisor());
      rise.add(Math.max(move, 0));
      fall.add(Math.max(-move, 0));
    }
    started = true;
    previous = total;
  }

  /// Takes the bars `[from, to)` and writes the [#strength] after bar i to `i − from`.
  void fillStrength(BarColumns bars, int from, int to, double[] into) {
    int i = from;
    for (; i < to && !rise.isSeeded(); i++) {
      take(bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i]);
      into[i - from] = strength();
    }
    if (field.parts() > 1) {
      for (; i < to; i++) {
        take(bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i]);
        into[i - from] = strength();
      }
      return;
    }
    long[] prices = field.column(bars);
    double up = rise.value();
    double down = fall.value();
    long before = previous;
    for (; i < to; i++) {
      double move = ExactDivision.quotient(prices[i] - before, field.divisor());
      before = prices[i];
      up = WilderAverage.next(up, Math.max(move, 0), period);
      down = WilderAverage.next(down, Math.max(-move, 0), period);
      double total = up + down;
      into[i - from] = total == 0 ? 0 : 100 * (up / total);
    }
    rise.set(up);
    fall.set(down);
    previous = before;
  }

  double rise() {
    return rise.value();
  }

  double fall() {
    return fall.value();
  }

  /// `100 × rise / (rise + fall)`; 0 if the price never moved.
  double strength() {
    double total = rise() + fall();
    return total == 0 ? 0 : 100 * (rise() / total);
  }

  void rescale(PriceScale scale) {
    previous = scale.price(previous);
    rise.rescalePrices(scale);
    fall.rescalePrices(scale);
  }
}
