package io.papertape.workspace.report;

import io.papertape.performance.Measure;
import io.papertape.performance.PerformanceReport;
import io.papertape.performance.RoundTripGroup;
import java.util.List;

/// All figures with convention, number of observations and interval, and those by instrument.
final class FigureSections {
  private static final int MOST_INSTRUMENTS = 200;
  private static final String INTERVAL = "Interval, or why none";
  private static final String[] BY_INSTRUMENT = {
    "roundTrips", "winRate", "profitFactor", "netProfit", "fees", "averageReturn", "worstMaxAdverse"
  };

  private final Html html;
  private final ReportInput input;
  private final PerformanceReport performance;

  FigureSections(Html html, ReportInput input) {
    this.html = html;
    this.input = input;
    performance = input.performance();
  }

  void write() {
    html.open("section", "id", "figures").line();
    html.element("h2", "All figures").line();
    html.element("p", choices(), "class", "caption").line();
    table("Returns and risk", performance.figures());
    if (performance.comparison().isEmpty()) {
      html.element("p", "There was no benchmark to compare with.").line();
    } else {
      table("Against the benchmark", performance.comparison());
    }
    table("Exposure, turnover and costs", performance.trading());
    roundTrips();
    table("The same returns as other tools define their figures", performance.conventions());
    html.end();
    instruments();
    new RoundTripTable(html, input).write();
  }

  private String choices() {
    return ("Days end in the zone %s; %s periods make a year; risk-free rate %s a year. Intervals"
            + " are bootstrap intervals of %s resamples, seed %s. A figure that is undefined says"
            + " why; it is never set to 0.")
        .formatted(
            NumberText.zone(performance.options().zone()),
            NumberText.plain(performance.periodsPerYear()),
            NumberText.percent(performance.options().riskFreePerYear()),
            performance.options().resamples(),
            performance.options().seed());
  }

  private void table(String caption, List<Measure> figures) {
    HtmlTable table =
        HtmlTable.begin(html, caption, "figures", "Figure", "#Value", INTERVAL, "#n", "Convention");
    for (Measure measure : figures) {
      table.row(
          FigureText.label(measure),
          measure.isPresent() ? FigureText.value(measure) : "none",
          measure.isPresent() ? FigureText.interval(measure) : measure.reason().orElse(""),
          NumberText.count(measure.n()),
          measure.convention().label());
    }
    table.end();
  }

  /// All, long and short side by side: the three groups have the same figures.
  private void roundTrips() {
    List<Measure> all = performance.roundTrips().get(0).figures();
    List<Measure> longs = performance.roundTrips().get(1).figures();
    List<Measure> shorts = performance.roundTrips().get(2).figures();
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Round trips (n: their number; without dividends; convention papertape)",
            "figures",
            "Figure",
            "#All",
            INTERVAL,
            "#n",
            "#Long",
            "#Short");
    for (int i = 0; i < all.size(); i++) {
      Measure measure = all.get(i);
      table.row(
          FigureText.label(measure),
          measure.isPresent() ? FigureText.value(measure) : "none",
          measure.isPresent() ? FigureText.interval(measure) : measure.reason().orElse(""),
          NumberText.count(measure.n()),
          longs.get(i).isPresent() ? FigureText.value(longs.get(i)) : "none",
          shorts.get(i).isPresent() ? FigureText.value(shorts.get(i)) : "none");
    }
    table.end();
  }

  private void instruments() {
    html.open("section", "id", "instruments").line();
    html.element("h2", "By instrument").line();
    List<RoundTripGroup> groups = performance.byInstrument();
    if (groups.isEmpty()) {
      html.element("p", "No round trip was closed.").end();
      return;
    }
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Closed round trips by instrument",
            "",
            "Instrument",
            "#Round trips",
            "#Win rate",
            "#Profit factor",
            "#Net profit",
            "#Fees",
            "#Average return",
            "#Worst open loss");
    groups.stream().limit(MOST_INSTRUMENTS).forEach(group -> table.row(cells(group)));
    table.end();
    if (groups.size() > MOST_INSTRUMENTS) {
      html.element(
              "p",
              "The first %s of %s instruments.".formatted(MOST_INSTRUMENTS, groups.size()),
              "class",
              "caption")
          .line();
    }
    html.end();
  }

  private static String[] cells(RoundTripGroup group) {
    String[] cells = new String[BY_INSTRUMENT.length + 1];
    cells[0] = group.name();
    for (int i = 0; i < BY_INSTRUMENT.length; i++) {
      String name = BY_INSTRUMENT[i];
      cells[i + 1] =
          group.figures().stream()
              .filter(measure -> measure.name().equals(name))
              .findFirst()
              .map(FigureText::value)
              .orElse("");
    }
    return cells;
  }
}
