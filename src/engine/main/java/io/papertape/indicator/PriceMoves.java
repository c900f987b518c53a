package io.papertape.indicator;

/// Rises and falls of a price, each averaged by Wilder's method; what RSI and CMO are made of.
final class PriceMoves {
  private final PriceField field;
  private final WilderAverage rise;
  private final WilderAverage fall;
  private boolean started;
  private long previous;

  PriceMoves(int period, PriceField field) {
    this.field = field;
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
