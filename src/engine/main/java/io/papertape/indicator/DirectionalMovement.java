package io.papertape.indicator;

import io.papertape.market.FixedPoint;

/// Wilder's directional movement and true range as running sums: over the first n − 1 moves
/// plain, then `S = S − S / n + x`. What DI, DX, ADX and ADXR are made of; ready after n + 1
/// bars.
///
/// Moves up and down are compared in `double`, as TA-Lib does: two moves that tie exactly, where
/// neither counts, may differ there by their rounding.
final class DirectionalMovement {
  private final int period;
  private final PreviousClose previous = new PreviousClose();
  private int moves;
  private long previousHigh;
  private long previousLow;
  private double plus;
  private double minus;
  private double range;
  private double dx;

  DirectionalMovement(int period) {
    this.period = period;
  }

  void take(long high, long low, long close) {
    if (previous.isKnown()) {
      double up = FixedPoint.toDouble(high) - FixedPoint.toDouble(previousHigh);
      double down = FixedPoint.toDouble(previousLow) - FixedPoint.toDouble(low);
      moves = Math.min(moves + 1, period);
      plus = next(plus, up > 0 && up > down ? up : 0);
      minus = next(minus, down > 0 && down > up ? down : 0);
      range = next(range, previous.trueRangePrice(high, low));
      double sum = plusDi() + minusDi();
      if (sum != 0) {
        dx = 100 * (Math.abs(minusDi() - plusDi()) / sum);
      }
    }
    previousHigh = high;
    previousLow = low;
    previous.set(close);
  }

  private double next(double sum, double move) {
    double kept = moves < period ? sum : sum - sum / period;
    return kept + move;
  }

  /// The n-th move has been taken.
  boolean isReady() {
    return moves == period;
  }

  double plusDi() {
    return range == 0 ? 0 : 100 * (plus / range);
  }

  double minusDi() {
    return range == 0 ? 0 : 100 * (minus / range);
  }

  /// The last DX that was defined; 0 if nothing has moved yet.
  double dx() {
    return dx;
  }

  void rescale(PriceScale scale) {
    previous.rescale(scale);
    previousHigh = scale.price(previousHigh);
    previousLow = scale.price(previousLow);
    plus = scale.price(plus);
    minus = scale.price(minus);
    range = scale.price(range);
  }
}
