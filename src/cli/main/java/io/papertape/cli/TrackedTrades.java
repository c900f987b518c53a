package io.papertape.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.live.session.TradeTracking;
import io.papertape.performance.HitRateMonitor;
import io.papertape.performance.MeanMonitor;
import io.papertape.workspace.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Hit rate and slippage of a session beside its backtest, in words and as JSON.
final class TrackedTrades {
  private TrackedTrades() {}

  static List<String> lines(TradeTracking trades) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "hits      %s, expected %s"
            .formatted(
                share(trades.wins(), trades.trips()), share(trades.labWins(), trades.labTrips())));
    lines.add(
        trades
            .hits()
            .map(monitor -> alarm("wins are rarer", monitor))
            .orElse("alarm     not tested: the backtest has no round trip that won"));
    if (trades.noSlippage().isPresent()) {
      lines.add("slippage  not compared: " + trades.noSlippage().get());
      return lines;
    }
    lines.add(
        "slippage  %s at the market, expected %s"
            .formatted(
                slippage(trades.meanSlippage(), trades.slippage().length),
                slippage(trades.meanLabSlippage(), trades.labSlippage().length)));
    lines.add(trades.fills().map(monitor -> alarm("fills are worse", monitor)).orElseThrow());
    return lines;
  }

  private static String share(long wins, long trips) {
    return trips == 0
        ? "no round trips"
        : String.format(
            Locale.ROOT, "%.1f %% of %s", 100.0 * wins / trips, Counted.of(trips, "round trip"));
  }

  private static String slippage(double bps, int fills) {
    return fills == 0
        ? "no fills"
        : String.format(Locale.ROOT, "%+.2f bps of %s", bps, Counted.of(fills, "fill"));
  }

  /// The bound of the lab's rate takes half of the chance that the test has.
  private static String alarm(String what, HitRateMonitor monitor) {
    return alarm(
        what,
        monitor.isAlarmed(),
        monitor.alarmAt(),
        Math.min(1, 2 * monitor.pValue()),
        2 * monitor.alpha());
  }

  private static String alarm(String what, MeanMonitor monitor) {
    return alarm(what, monitor.isAlarmed(), monitor.alarmAt(), pValue(monitor), alpha(monitor));
  }

  /// Whether the mean of daily returns has fallen.
  static String mean(MeanMonitor monitor) {
    return monitor.isAlarmed()
        ? "alarm     the mean has fallen: since day %d, alarm at %.4f"
            .formatted(monitor.alarmAt(), alpha(monitor))
        : "alarm     none: p = %.3f at any time, alarm at %.4f"
            .formatted(pValue(monitor), alpha(monitor));
  }

  /// The bound of the lab's mean takes the other half.
  static double alpha(MeanMonitor monitor) {
    return 2 * monitor.alpha();
  }

  static double pValue(MeanMonitor monitor) {
    return Math.min(1, 2 * monitor.pValue());
  }

  private static String alarm(String what, boolean isAlarmed, long at, double p, double alpha) {
    return String.format(
        Locale.ROOT,
        isAlarmed
            ? "alarm     %s: since number %d, p = %.4f, alarm at %.4f"
            : "alarm     none, not that %s: p = %3$.3f at any time, alarm at %4$.4f",
        what,
        at,
        p,
        alpha);
  }

  static void put(ObjectNode node, TradeTracking trades) {
    ObjectNode hits = node.putObject("hits");
    hits.put("wins", trades.wins())
        .put("trips", trades.trips())
        .put("expectedWins", trades.labWins())
        .put("expectedTrips", trades.labTrips());
    trades
        .hits()
        .ifPresent(
            monitor ->
                hits.put("atLeast", monitor.reference())
                    .put("pValue", Math.min(1, 2 * monitor.pValue()))
                    .put("alpha", 2 * monitor.alpha())
                    .put("alarm", monitor.isAlarmed()));
    ObjectNode slippage = node.putObject("slippage");
    slippage
        .put("fills", trades.slippage().length)
        .put("expectedFills", trades.labSlippage().length);
    if (trades.slippage().length > 0) {
      slippage.put("meanBps", trades.meanSlippage());
    }
    if (trades.labSlippage().length > 0) {
      slippage.put("expectedBps", trades.meanLabSlippage());
    }
    trades.noSlippage().ifPresent(why -> slippage.put("reason", why));
    trades
        .fills()
        .ifPresent(
            monitor ->
                slippage
                    .put("atMostBps", -monitor.reference())
                    .put("pValue", pValue(monitor))
                    .put("alpha", alpha(monitor))
                    .put("alarm", monitor.isAlarmed()));
  }
}
