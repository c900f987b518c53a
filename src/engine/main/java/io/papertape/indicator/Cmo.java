package io.papertape.indicator;

/// Chande momentum oscillator, −100 to 100: `100 × (rise − fall) / (rise + fall)`, where rise and
/// fall are Wilder's averages of the moves up and down, as in [Rsi].
///
/// Chande himself sums the moves; this is TA-Lib's form. First value at bar n + 1 (counted from
/// 1); 0 if the price never moved. Source: TA-Lib 0.4 CMO.
public final class Cmo extends CountedIndicator {
  private final PriceMoves moves;

  public Cmo(int period) {
    this(period, PriceField.CLOSE);
  }

  public Cmo(int period, PriceField field) {
    super(label("cmo", period, field), period("cmo", period, 1) + 1);
    moves = new PriceMoves(period, field);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    moves.take(open, high, low, close);
  }

  @Override
  protected double output(int output) {
    double total = moves.rise() + moves.fall();
    return total == 0 ? 0 : 100 * ((moves.rise() - moves.fall()) / total);
  }

  @Override
  protected void rescale(PriceScale scale) {
    moves.rescale(scale);
  }
}
