package io.papertape.workspace.report;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.performance.RoundTrip;
import io.papertape.simulation.EquityCurve;
import io.papertape.simulation.FillLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// Equity, fills and round trips as CSV for pandas: exact decimals, times in UTC with nine
/// decimals, line feeds, no quoting, because no value needs it.
public final class RunTables {
  /// First line of `equity.csv`.
  public static final String EQUITY = "time,equity";

  /// First line of `fills.csv`.
  public static final String FILLS =
      "time,symbol,side,quantity,price,fee,order,bar,signed_quantity";

  /// First line of `round-trips.csv`.
  public static final String ROUND_TRIPS =
      "symbol,direction,quantity,entry_time,exit_time,entry_bar,exit_bar,entry_price,exit_price,"
          + "pnl,fees,return_fraction,max_adverse,max_favourable";

  private RunTables() {}

  /// One row a moment.
  public static void equity(EquityCurve curve, Appendable out) {
    row(out, EQUITY);
    MomentText times = new MomentText();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < curve.size(); i++) {
      line.setLength(0);
      times.write(curve.timeNanos(i), line);
      line.append(',').append(FixedPoint.format(curve.equity(i))).append('\n');
      append(out, line);
    }
  }

  /// One row a fill, in the order in which they were booked; the time is when it happened.
  public static void fills(FillLog fills, List<Instrument> instruments, Appendable out) {
    row(out, FILLS);
    for (int i = 0; i < fills.size(); i++) {
      long quantity = fills.signedQuantity(i);
      row(
          out,
          time(fills.eventTimeNanos(i)),
          instruments.get(fills.instrument(i)).symbol(),
          quantity > 0 ? "buy" : "sell",
          FixedPoint.format(Math.abs(quantity)),
          FixedPoint.format(fills.price(i)),
          FixedPoint.format(fills.fee(i)),
          Integer.toString(fills.orderId(i)),
          Integer.toString(fills.barIndex(i)),
          FixedPoint.format(quantity));
    }
  }

  /// One row a round trip, in the order in which they ended.
  public static void roundTrips(List<RoundTrip> trips, Appendable out) {
    row(out, ROUND_TRIPS);
    for (RoundTrip trip : trips) {
      row(
          out,
          trip.symbol(),
          trip.direction().name().toLowerCase(Locale.ROOT),
          FixedPoint.format(trip.quantity()),
          time(trip.entryTimeNanos()),
          time(trip.exitTimeNanos()),
          Integer.toString(trip.entryBar()),
          Integer.toString(trip.exitBar()),
          FixedPoint.format(trip.entryPrice()),
          FixedPoint.format(trip.exitPrice()),
          FixedPoint.format(trip.pnl()),
          FixedPoint.format(trip.fees()),
          number(trip.returnFraction()),
          number(trip.maxAdverse()),
          number(trip.maxFavourable()));
    }
  }

  /// ISO time with nine decimals, as in the journal.
  public static String time(long nanos) {
    StringBuilder text = new StringBuilder();
    new MomentText().write(nanos, text);
    return text.toString();
  }

  /// As Java prints it; never -0.0.
  private static String number(double value) {
    return Double.toString(value + 0.0);
  }

  static void row(Appendable out, String... cells) {
    append(out, String.join(",", cells) + '\n');
  }

  private static void append(Appendable out, CharSequence text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
