package io.papertape.live.session;

import io.papertape.market.FixedPoint;
import io.papertape.workspace.report.RunTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// A blotter as CSV: exact decimals, times in UTC with nine decimals, line feeds, as in the tables
/// of a run. What a person has written is quoted where it must be (RFC 4180), and is no formula.
public final class BlotterCsv {
  static final String ORDERS =
      "seq,time,order,parent,symbol,side,type,size,quantity,limit,stop,time_in_force,state,reason,"
          + "updated,filled,average_price,decision,why,"
          + "currency";
  static final String FILLS =
      "seq,time,happened,symbol,side,quantity,price,fee,realised_pnl,position,cash,order,type,"
          + "fill_model,decision,why,currency";

  private BlotterCsv() {}

  /// One row an order.
  ///
  /// @param currency of all its money
  public static void orders(Blotter blotter, String currency, Appendable out) {
    append(out, ORDERS + "\n");
    for (Blotter.Order one : blotter.orders()) {
      row(
          out,
          Long.toString(one.seq()),
          RunTables.time(one.timeNanos()),
          one.order() == 0 ? "" : Long.toString(one.order()),
          one.parent() == 0 ? "" : Long.toString(one.parent()),
          one.symbol(),
          one.side(),
          one.type(),
          one.size(),
          decimal(one.quantity()),
          decimal(one.limit()),
          decimal(one.stop()),
          one.timeInForce(),
          one.state(),
          one.reason(),
          RunTables.time(one.updatedNanos()),
          FixedPoint.format(one.filled()),
          one.averagePrice() == 0 ? "" : FixedPoint.format(one.averagePrice()),
          decision(one.why()),
          one.why().reason(),
          currency);
    }
  }

  /// One row a fill.
  ///
  /// @param currency of all its money
  public static void fills(Blotter blotter, String currency, Appendable out) {
    append(out, FILLS + "\n");
    for (Blotter.Fill one : blotter.fills()) {
      row(
          out,
          Long.toString(one.seq()),
          RunTables.time(one.timeNanos()),
          RunTables.time(one.happenedNanos()),
          one.symbol(),
          one.side(),
          FixedPoint.format(one.quantity()),
          FixedPoint.format(one.price()),
          FixedPoint.format(one.fee()),
          FixedPoint.format(one.realised()),
          FixedPoint.format(one.position()),
          FixedPoint.format(one.cash()),
          Long.toString(one.order()),
          one.type(),
          one.model(),
          decision(one.why()),
          one.why().reason(),
          currency);
    }
  }

  private static String decimal(Optional<Long> number) {
    return number.map(FixedPoint::format).orElse("");
  }

  private static String decision(Blotter.Why why) {
    return why.entry() < 0 ? "" : Long.toString(why.entry());
  }

  private static void row(Appendable out, String... cells) {
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      line.append(line.isEmpty() ? "" : ",").append(cell(cell));
    }
    append(out, line.append('\n'));
  }

  private static String cell(String text) {
    boolean isNumber = text.matches("-?[0-9.]+");
    String safe = !isNumber && text.matches("(?s)[=+@\\-\t\r].*") ? "'" + text : text;
    return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static void append(Appendable out, CharSequence text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
