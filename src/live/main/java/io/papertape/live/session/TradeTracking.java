package io.papertape.live.session;

import io.papertape.performance.HitRateMonitor;
import io.papertape.performance.MeanMonitor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Hit rate and slippage of a session beside those of its backtest.
///
/// @param wins        round trips that won, of `trips`
/// @param labWins     of the backtest, of `labTrips`
/// @param hits        whether wins have become rarer; empty if the backtest has no win
/// @param slippage    of fills at the market against the last price at their decision, in basis
///     points; above 0 is worse
/// @param labSlippage of the backtest
/// @param fills       of slippages with the other sign: whether fills have become worse; empty if
///     `noSlippage` says why
public record TradeTracking(
    long wins,
    long trips,
    long labWins,
    long labTrips,
    Optional<HitRateMonitor> hits,
    double[] slippage,
    double[] labSlippage,
    Optional<MeanMonitor> fills,
    Optional<String> noSlippage) {

  /// Nothing to hold beside each other.
  static final TradeTracking NONE =
      new TradeTracking(
          0,
          0,
          0,
          0,
          Optional.empty(),
          new double[0],
          new double[0],
          Optional.empty(),
          Optional.of("nothing was traded"));

  /// @param alpha      chance of ever raising a false alarm, of each of the two
  /// @param noSlippage why the backtest's is not known, if it is not
  static TradeTracking of(
      List<Boolean> ours,
      List<Boolean> labs,
      double[] slippage,
      double[] labSlippage,
      Optional<String> noSlippage,
      double alpha) {
    long labWins = labs.stream().filter(one -> one).count();
    Optional<HitRateMonitor> hits = Optional.empty();
    if (labWins > 0) {
      // Half the chance for the lab's own luck, half for the session's.
      double low = HitRateMonitor.lowerBound(labWins, labs.size(), alpha / 2);
      HitRateMonitor monitor = new HitRateMonitor(low, alpha / 2);
      ours.forEach(monitor::add);
      hits = Optional.of(monitor);
    }
    Optional<String> why = noSlippage;
    if (why.isEmpty() && !MeanMonitor.isTestable(labSlippage)) {
      why = Optional.of("fills of the backtest do not vary");
    }
    Optional<MeanMonitor> fills = Optional.empty();
    if (why.isEmpty()) {
      MeanMonitor monitor = MeanMonitor.against(negative(labSlippage), alpha);
      Arrays.stream(negative(slippage)).forEach(monitor::add);
      fills = Optional.of(monitor);
    }
    return new TradeTracking(
        ours.stream().filter(one -> one).count(),
        ours.size(),
        labWins,
        labs.size(),
        hits,
        slippage,
        labSlippage,
        fills,
        why);
  }

  private static double[] negative(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  /// Mean slippage of the session in basis points; NaN without a fill.
  public double meanSlippage() {
    return Arrays.stream(slippage).average().orElse(Double.NaN);
  }

  /// Mean slippage of the backtest in basis points; NaN without a fill.
  public double meanLabSlippage() {
    return Arrays.stream(labSlippage).average().orElse(Double.NaN);
  }

  public boolean isAlarmed() {
    return hits.filter(HitRateMonitor::isAlarmed).isPresent()
        || fills.filter(MeanMonitor::isAlarmed).isPresent();
  }
}
