package io.papertape.simulation;

import io.papertape.market.BarColumns;

/// Walks along a curve, from value to value or over a whole stretch, and finds its figures; the way
/// makes no difference, because the sums are exact.
final class CurveWalk {
  /// Units whose square is a `long`.
  private static final long MOST_UNITS = 1L << 31;

  private static final double SQUARED_UNIT = 1e16;

  private final ExactSquares squares = new ExactSquares();
  private boolean hasBegun;
  private long first;
  private long last;
  private long peak;
  private long fall;

  /// The next value, once or several times after each other.
  void step(long value) {
    if (hasBegun) {
      squares.add(value - last);
      peak = Math.max(peak, value);
    } else {
      hasBegun = true;
      first = value;
      peak = value;
    }
    fall = Math.max(fall, peak - value);
    last = value;
  }

  /// `cash + units × close` of the bars `[from, to)`, at least one.
  void stretch(BarColumns bars, int from, int to, long cash, long units) {
    long[] closes = bars.close();
    step(cash + units * closes[from]);
    if (units == 0) {
      return;
    }
    if (Math.abs(units) >= MOST_UNITS || !bars.squaredChangesFit(to - from)) {
      steps(closes, from + 1, to, cash, units);
      return;
    }
    long lowest = closes[from];
    long highest = lowest;
    long sum = 0;
    for (int i = from + 1; i < to; i++) {
      long close = closes[i];
      long change = close - closes[i - 1];
      sum += change * change;
      lowest = Math.min(lowest, close);
      highest = Math.max(highest, close);
    }
    squares.addProduct(sum, units * units);
    fall(closes, from, to, cash, units, lowest, highest);
    last = cash + units * closes[to - 1];
  }

  private void steps(long[] closes, int from, int to, long cash, long units) {
    for (int i = from; i < to; i++) {
      step(cash + units * closes[i]);
    }
  }

  /// Without a new peak, the deepest fall is to the lowest value; with one, only a range wider than
  /// the deepest fall so far can hold a deeper one.
  private void fall(
      long[] closes, int from, int to, long cash, long units, long lowest, long highest) {
    long least = cash + units * (units < 0 ? highest : lowest);
    long most = cash + units * (units < 0 ? lowest : highest);
    if (most <= peak) {
      fall = Math.max(fall, peak - least);
    } else if (most - least > fall) {
      for (int i = from; i < to; i++) {
        long value = cash + units * closes[i];
        peak = Math.max(peak, value);
        fall = Math.max(fall, peak - value);
      }
    }
    peak = Math.max(peak, most);
  }

  /// True if the squares are too large to be summed exactly.
  boolean isExceeded() {
    return squares.isExceeded();
  }

  CurveFigures figures() {
    return figures(squares.sum() / SQUARED_UNIT);
  }

  /// @param squaredChanges their sum, found in another way
  CurveFigures figures(double squaredChanges) {
    return new CurveFigures(last - first, fall, squaredChanges);
  }
}
