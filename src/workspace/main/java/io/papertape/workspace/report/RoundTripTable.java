package io.papertape.workspace.report;

import io.papertape.performance.RoundTrip;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/// The first round trips, and where the rest is.
final class RoundTripTable {
  /// As in the style sheet, which leaves the others off the paper.
  static final int PRINTED = 40;

  private static final int MOST = 500;
  private static final long DAY_NANOS = 86_400_000_000_000L;

  private final Html html;
  private final ReportInput input;
  private final ZoneId zone;
  private final boolean isIntraday;
  private final boolean isOnTicks;

  RoundTripTable(Html html, ReportInput input) {
    this.html = html;
    this.input = input;
    zone = input.performance().options().zone();
    isIntraday = isIntraday(input);
    isOnTicks = input.volume().isOnTicks();
  }

  void write() {
    List<RoundTrip> trips = input.roundTrips();
    html.open("section", "id", "round-trips").line();
    html.element("h2", "Round trips").line();
    html.element("p", where(trips.size())).line();
    if (!trips.isEmpty()) {
      HtmlTable table =
          HtmlTable.begin(
              html,
              "Round trips in order of exit; times in " + NumberText.zone(zone),
              "tall trips",
              "No.",
              "Instrument",
              "Side",
              "#Quantity",
              "Entry",
              "#Entry price",
              "Exit",
              "#Exit price",
              "#Profit",
              "#Return",
              "#Worst",
              "#Best",
              "#Bars");
      for (int i = 0; i < Math.min(MOST, trips.size()); i++) {
        row(table, i + 1, trips.get(i));
      }
      table.end();
      if (trips.size() > PRINTED) {
        html.element("p", onPaper(trips.size()), "class", "caption paper").line();
      }
      html.element(
              "p",
              "Profit and return are net of fees, without dividends. Worst and best: the farthest"
                  + " the price went against and for the position, as a part of the entry price"
                  + (isOnTicks ? ", by its fills and the minutes wholly between them." : "."),
              "class",
              "caption")
          .line();
    }
    html.end();
  }

  private String where(int count) {
    if (count == 0) {
      return "No round trip was closed.";
    }
    String shown =
        count > MOST
            ? "The first %s of %s round trips.".formatted(MOST, NumberText.count(count))
            : count == 1 ? "One round trip." : "All %s round trips.".formatted(count);
    return shown
        + " As a table for pandas: round-trips.csv in this folder, or papertape report "
        + input.run().id()
        + " --csv.";
  }

  private static String onPaper(int count) {
    return "Printed here: the first %d of %s; the file has all of them."
        .formatted(PRINTED, NumberText.count(count));
  }

  private void row(HtmlTable table, int number, RoundTrip trip) {
    table.row(
        Integer.toString(number),
        trip.symbol(),
        trip.direction().name().toLowerCase(Locale.ROOT),
        NumberText.exact(trip.quantity()),
        time(trip.entryTimeNanos()),
        NumberText.exact(trip.entryPrice()),
        time(trip.exitTimeNanos()),
        NumberText.exact(trip.exitPrice()),
        NumberText.cash(trip.pnl()),
        NumberText.signedPercent(trip.returnFraction()),
        NumberText.percent(trip.maxAdverse()),
        NumberText.percent(trip.maxFavourable()),
        Integer.toString(trip.exitBar() - trip.entryBar()));
  }

  private String time(long nanos) {
    if (isOnTicks) {
      return NumberText.second(nanos, zone);
    }
    return isIntraday ? NumberText.minute(nanos, zone) : NumberText.day(nanos, zone);
  }

  /// Whether any instrument has two bars that open less than half a day apart.
  private static boolean isIntraday(ReportInput input) {
    return input.bars().stream()
        .anyMatch(
            bars ->
                bars.size() > 1
                    && bars.openTimeNanos()[1] - bars.openTimeNanos()[0] < DAY_NANOS / 2);
  }
}
