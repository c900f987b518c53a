package io.papertape.workspace.run;

import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.performance.RoundTrip;
import io.papertape.simulation.EquityCurve;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// A run's tables as CSV: UTF-8, line feeds, decimals exact.
final class RunTables {
  static final String ROUND_TRIPS_HEADER =
      "symbol,direction,quantity,entry_time,exit_time,entry_bar,exit_bar,entry_price,exit_price,"
          + "pnl,fees,return_fraction,max_adverse,max_favourable\n";

  private RunTables() {}

  static byte[] equity(EquityCurve equity) {
    StringBuilder text = new StringBuilder(64 * equity.size() + 64).append("time,equity\n");
    for (int i = 0; i < equity.size(); i++) {
      text.append(time(equity.timeNanos(i)))
          .append(',')
          .append(FixedPoint.format(equity.equity(i)))
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static byte[] roundTrips(List<RoundTrip> trips) {
    StringBuilder text = new StringBuilder(ROUND_TRIPS_HEADER);
    for (RoundTrip trip : trips) {
      text.append(trip.symbol())
          .append(',')
          .append(ManifestJson.code(trip.direction()))
          .append(',')
          .append(FixedPoint.format(trip.quantity()))
          .append(',')
          .append(time(trip.entryTimeNanos()))
          .append(',')
          .append(time(trip.exitTimeNanos()))
          .append(',')
          .append(trip.entryBar())
          .append(',')
          .append(trip.exitBar())
          .append(',')
          .append(FixedPoint.format(trip.entryPrice()))
          .append(',')
          .append(FixedPoint.format(trip.exitPrice()))
          .append(',')
          .append(FixedPoint.format(trip.pnl()))
          .append(',')
          .append(FixedPoint.format(trip.fees()))
          .append(',')
          .append(trip.returnFraction())
          .append(',')
          .append(trip.maxAdverse())
          .append(',')
          .append(trip.maxFavourable())
          .append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// ISO time with nine decimals, as in the journal.
  static String time(long nanos) {
    Instant instant = Times.instant(nanos);
    String seconds = Instant.ofEpochSecond(instant.getEpochSecond()).toString();
    String decimals = Integer.toString(1_000_000_000 + instant.getNano()).substring(1);
    return seconds.substring(0, seconds.length() - 1) + "." + decimals + "Z";
  }
}
