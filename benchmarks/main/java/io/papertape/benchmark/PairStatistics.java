package io.papertape.benchmark;

import io.papertape.market.FixedPoint;
import io.papertape.simulation.CurveFigures;
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
    CurveFigures figures = curve.figures();
    int changes = curve.size() - 1;
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
        figures.deepestFall(),
        sharpe(figures.change(), figures.squaredChanges(), changes),
        trips,
        wins,
        gains,
        losses);
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
