package io.papertape.live.session;

import io.papertape.performance.Interval;
import io.papertape.performance.MeanMonitor;
import java.util.List;
import java.util.Optional;

/// A session beside what its backtest lets one expect, day by day.
///
/// @param run     the backtest
/// @param days    whole days of the session, UTC
/// @param total   return of the session over them, as a fraction
/// @param mean    of the session's daily returns; NaN without days
/// @param labDays days of the backtest
/// @param labMean mean of the backtest's daily returns; NaN without days
/// @param band    where the total return of as many days lies in bootstrap paths of the backtest;
///     empty without days, or if the backtest cannot be tested against
/// @param monitor has seen the return of each day; empty if the backtest's returns do not vary
/// @param trades  hit rate and slippage of both
/// @param notes   how the session differs from what the backtest tested
public record SessionTracking(
    String session,
    String run,
    int days,
    double total,
    double mean,
    int labDays,
    double labMean,
    Optional<Interval> band,
    Optional<MeanMonitor> monitor,
    TradeTracking trades,
    List<String> notes) {

  /// True if the total return is in the band, or there is none yet.
  public boolean isInside() {
    return band.isEmpty() || (total >= band.get().low() && total <= band.get().high());
  }

  /// True if any of the three tests has raised its alarm.
  public boolean isAlarmed() {
    return monitor.filter(MeanMonitor::isAlarmed).isPresent() || trades.isAlarmed();
  }
}
