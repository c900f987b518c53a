package io.papertape.indicator;

import io.papertape.market.BarColumns;

/// Relative strength index, 0 to 100: `100 × rise / (rise + fall)`, where rise and fall are
/// Wilder's averages of the moves up and down.
///
/// Seeded with the plain means of the first n moves; first value at bar n + 1 (counted from 1). 0
/// if the price never moved. Source: Wilder, "New Concepts in Technical Trading Systems", 1978;
/// TA-Lib 0.4 RSI.
public final class Rsi extends CountedIndicator {
  private final PriceMoves moves;

  public Rsi(int period) {
    this(period, PriceField.CLOSE);
  }

  public Rsi(int period, PriceField field) {
    super(label("rsi", period, field), period("rsi", period, 1) + 1);
    moves = new PriceMoves(period, field);
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    moves.take(open, high, low, close);
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    moves.fillStrength(bars, from, to, into);
  }

  @Override
  protected double output(int output) {
    return moves.strength();
  }

  @Override
  protected void rescale(PriceScale scale) {
    moves.rescale(scale);
  }
}
