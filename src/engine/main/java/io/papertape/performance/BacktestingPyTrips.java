package io.papertape.performance;

import io.papertape.market.FixedPoint;
import java.util.Arrays;
import java.util.List;

/// Statistics of closed round trips as backtesting.py has them; NaN where undefined.
final class BacktestingPyTrips {
  private final double[] pnl;
  private final double[] returns;
  private final long[] durations;

  BacktestingPyTrips(List<RoundTrip> trips) {
    this.pnl = trips.stream().mapToDouble(trip -> FixedPoint.toDouble(trip.pnl())).toArray();
    this.returns = trips.stream().mapToDouble(RoundTrip::returnFraction).toArray();
    this.durations = trips.stream().mapToLong(RoundTrip::durationNanos).toArray();
  }

  double winShare() {
    return (double) wins(pnl).length / pnl.length;
  }

  double best() {
    return Sample.maximum(returns);
  }

  double worst() {
    return Sample.minimum(returns);
  }

  double mean() {
    return Sample.mean(returns);
  }

  double geometricMean() {
    return BacktestingPyDays.geometricMean(returns);
  }

  double profitFactor() {
    return Sample.sum(wins(returns)) / Math.abs(Sample.sum(losses(returns)));
  }

  double systemQuality() {
    return Math.sqrt(pnl.length) * Sample.mean(pnl) / Sample.deviation(pnl, 1);
  }

  double kelly() {
    double payoff = Sample.mean(wins(pnl)) / -Sample.mean(losses(pnl));
    return winShare() - (1 - winShare()) / payoff;
  }

  long[] durations() {
    return durations;
  }

  private static double[] wins(double[] values) {
    return Arrays.stream(values).filter(v -> v > 0).toArray();
  }

  private static double[] losses(double[] values) {
    return Arrays.stream(values).filter(v -> v < 0).toArray();
  }
}
