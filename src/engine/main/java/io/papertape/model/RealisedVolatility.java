package io.papertape.model;

import io.papertape.indicator.CountedIndicator;
import io.papertape.indicator.Logarithms;
import io.papertape.indicator.PriceScale;
import io.papertape.indicator.WindowSums;
import io.papertape.market.BarColumns;

/// Realised volatility of one bar: `√(Σ r² / n)` over the last n log returns of the close. The
/// mean is taken as zero, and nothing is annualised.
///
/// First value at bar n + 1 (counted from 1). Source: Andersen, Bollerslev, Diebold and Labys,
/// "Modeling and forecasting realized volatility", Econometrica 71(2), 2003.
public final class RealisedVolatility extends CountedIndicator {
  private final double[] squares;
  private int next;
  private long previous;
  private Block block;

  public RealisedVolatility(int period) {
    super(label("volatility", period), period("volatility", period, 1) + 1);
    squares = new double[period];
  }

  @Override
  protected void take(long open, long high, long low, long close, long volume) {
    if (previous > 0) {
      double change = Logarithms.of((double) close / previous);
      squares[next] = change * change;
      next = next + 1 == squares.length ? 0 : next + 1;
    }
    previous = close;
  }

  @Override
  protected void fillBlock(BarColumns bars, int from, int to, int output, double[] into) {
    int inside = previous > 0 ? from : from + 1;
    if (inside >= to || !isPositive(bars.close(), from, to)) {
      stream(bars, from, to, output, into);
      return;
    }
    stream(bars, from, inside, output, into);
    if (block == null) {
      block = new Block(squares.length);
    }
    block.take(bars.close(), inside, to);
    System.arraycopy(block.volatilities, 0, into, inside - from, to - inside);
  }

  /// A price that is not above 0 has no logarithm; the bar after it leaves the window as it is.
  private static boolean isPositive(long[] close, int from, int to) {
    long least = Long.MAX_VALUE;
    for (int i = from; i < to; i++) {
      least = Math.min(least, close[i]);
    }
    return least > 0;
  }

  @Override
  protected double output(int output) {
    double sum = 0;
    for (int i = next; i < squares.length; i++) {
      sum += squares[i];
    }
    for (int i = 0; i < next; i++) {
      sum += squares[i];
    }
    return Math.sqrt(sum / squares.length);
  }

  @Override
  protected void rescale(PriceScale scale) {
    previous = scale.price(previous);
  }

  /// What a block of bars needs beside the window.
  private final class Block {
    private final WindowSums sums;
    private final double[] column;
    private final double[] ratios = new double[BLOCK_BARS];
    private final double[] volatilities = new double[BLOCK_BARS];

    Block(int period) {
      sums = new WindowSums(period);
      column = new double[period + BLOCK_BARS];
    }

    /// The squares of the window and those of the bars `[from, to)` side by side, then their
    /// sums.
    void take(long[] close, int from, int to) {
      int period = squares.length;
      int count = to - from;
      ratios[0] = (double) close[from] / previous;
      for (int i = 1; i < count; i++) {
        ratios[i] = (double) close[from + i] / close[from + i - 1];
      }
      Logarithms.of(ratios, volatilities, count);
      for (int i = 0; i < count; i++) {
        volatilities[i] *= volatilities[i];
      }
      System.arraycopy(squares, next, column, 0, period - next);
      System.arraycopy(squares, 0, column, period - next, next);
      System.arraycopy(volatilities, 0, column, period, count);
      sums.of(column, 1, volatilities, count);
      for (int i = 0; i < count; i++) {
        volatilities[i] = Math.sqrt(volatilities[i] / period);
      }
      System.arraycopy(column, count, squares, 0, period);
      next = 0;
      previous = close[to - 1];
    }
  }
}
