package io.papertape.benchmark;

import io.papertape.market.FixedPoint;
import io.papertape.simulation.EquityCurve;
import io.papertape.simulation.FillLog;
import io.papertape.simulation.RunResult;

/// The statistics that each row of the sweep W3 has; changes are those of equity a bar.
///
/// @param finalEquity     fixed point
/// @param deepestFall     of equity below its peak, fixed point
/// @param sharpe          mean over standard deviation of the changes, not annualised
/// @param gains           of closed round trips after fees, fixed point; losses positive
record PairStatistics(
    int fills,
    long finalEquity,
    long deepestFall,
    double sharpe,
    int roundTrips,
    int wins,
    long gains,
    long losses) {
  private static final double TOLERANCE = 1e-9;
  private static final double SQUARED_UNIT = 1e16;
  private static final int BLOCK = 128;

  /// @param squares of the changes, account currency
  static double sharpe(long total, double squares, int changes) {
    double mean = FixedPoint.toDouble(total) / changes;
    double variance = squares / changes - mean * mean;
    return variance > 0 ? mean / Math.sqrt(variance) : 0;
  }

  /// From what a run leaves behind.
  static PairStatistics of(RunResult result) {
    Outcome outcome = Outcome.of(result);
    EquityCurve curve = result.equity();
    int changes = curve.size() - 1;
    long total = curve.equity(changes) - curve.equity(0);
    FillLog fills = result.fills();
    int trips = fills.size() / 2;
    int wins = 0;
    long gains = 0;
    long losses = 0;
    for (int trip = 0; trip < trips; trip++) {
      long pnl = -paid(fills, 2 * trip) - paid(fills, 2 * trip + 1);
      wins += pnl > 0 ? 1 : 0;
      gains += Math.max(0, pnl);
      losses += Math.max(0, -pnl);
    }
    return new PairStatistics(
        outcome.fills(),
        outcome.finalEquity(),
        deepestFall(curve),
        sharpe(total, squares(curve) / SQUARED_UNIT, changes),
        trips,
        wins,
        gains,
        losses);
  }

  /// Four sums, so that an addition need not wait for the one before; the tolerance covers it.
  private static double squares(EquityCurve curve) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = 1;
    for (; i + 4 <= curve.size(); i += 4) {
      first += square(curve, i);
      second += square(curve, i + 1);
      third += square(curve, i + 2);
      fourth += square(curve, i + 3);
    }
    for (; i < curve.size(); i++) {
      first += square(curve, i);
    }
    return first + second + third + fourth;
  }

  private static double square(EquityCurve curve, int index) {
    double change = curve.equity(index) - curve.equity(index - 1);
    return change * change;
  }

  /// A block whose lowest value lies no deeper below the highest so far than one fell before holds
  /// no deeper fall, and need not be walked through.
  private static long deepestFall(EquityCurve curve) {
    long peak = curve.equity(0);
    long fall = 0;
    for (int from = 0; from < curve.size(); from += BLOCK) {
      int to = Math.min(curve.size(), from + BLOCK);
      long lowest = curve.equity(from);
      long highest = lowest;
      for (int i = from; i < to; i++) {
        lowest = Math.min(lowest, curve.equity(i));
        highest = Math.max(highest, curve.equity(i));
      }
      if (Math.max(peak, highest) - lowest > fall) {
        fall = Math.max(fall, deepestFall(curve, from, to, peak));
      }
      peak = Math.max(peak, highest);
    }
    return fall;
  }

  private static long deepestFall(EquityCurve curve, int from, int to, long peakBefore) {
    long peak = peakBefore;
    long fall = 0;
    for (int i = from; i < to; i++) {
      peak = Math.max(peak, curve.equity(i));
      fall = Math.max(fall, peak - curve.equity(i));
    }
    return fall;
  }

  private static long paid(FillLog fills, int index) {
    return FixedPoint.notional(fills.price(index), fills.signedQuantity(index)) + fills.fee(index);
  }

  /// Exact where the books are exact.
  ///
  /// @throws IllegalStateException if the two differ
  void mustEqual(String who, PairStatistics other) {
    boolean isEqual =
        fills == other.fills
            && finalEquity == other.finalEquity
            && deepestFall == other.deepestFall
            && Math.abs(sharpe - other.sharpe) <= TOLERANCE
            && roundTrips == other.roundTrips
            && wins == other.wins
            && gains == other.gains
            && losses == other.losses;
    if (!isEqual) {
      throw new IllegalStateException(
          ("Benchmark compares different work: %s gives %s, expected %s. "
                  + "Mend the one that is wrong before measuring.")
              .formatted(who, other, this));
    }
  }
}
