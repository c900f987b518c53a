package io.papertape.workspace.report;

import io.papertape.performance.PerformanceReport;
import io.papertape.performance.Series;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.function.DoubleFunction;

/// Equity, drawdown, months, rolling Sharpe ratio and the histogram of returns.
final class ChartSections {
  private final Html html;
  private final ReportInput input;
  private final PerformanceReport performance;
  private final ZoneId zone;

  ChartSections(Html html, ReportInput input) {
    this.html = html;
    this.input = input;
    performance = input.performance();
    zone = performance.options().zone();
  }

  void write() {
    new EquitySection(html, input).write();
    underwater();
    new MonthTable(html, performance).write();
    rollingSharpe();
    new HistogramChart(html, performance.histogram()).write();
  }

  private void underwater() {
    Series depth = input.moments().map(ChartSections::depth).orElse(performance.underwater());
    html.open("section", "id", "drawdown").line();
    html.element("h2", "Drawdown").line();
    if (!passes(depth)) {
      nothing("Time did not pass.");
      return;
    }
    double[] below = Arrays.stream(depth.values()).map(value -> 0.0 - value).toArray();
    Thinned thinned = Thinned.of(new Series(depth.timeNanos(), below));
    Series points = thinned.points();
    double low = Arrays.stream(below).min().orElse(0);
    ValueAxis values = ValueAxis.linear(Math.min(low, -0.001), 0);
    Chart.begin(
            html,
            "underwater",
            "Distance below the highest equity so far",
            "Deepest %s: %s"
                .formatted(
                    input.moments().isPresent() ? "of all" : "at the end of a day",
                    NumberText.percent(low)),
            axis(points),
            values,
            value -> AxisText.percent(value, values.step()))
        .area(points, 0, "fall")
        .line(points, "fall")
        .end();
    caption(
        "%s: distance below the highest equity so far. The table looks at %s.%s"
            .formatted(
                input.cadence(),
                input.volume().isOnTicks() ? "ends of minutes" : "every moment",
                thinned(thinned)));
    new DrawdownTable(html, performance.drawdowns(), zone).write();
    html.end();
  }

  /// As [PerformanceReport#underwater()], of every moment.
  private static Series depth(Series equity) {
    double[] depth = new double[equity.size()];
    double peak = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < depth.length; i++) {
      peak = Math.max(peak, equity.values()[i]);
      depth[i] = 1 - equity.values()[i] / peak;
    }
    return new Series(equity.timeNanos(), depth);
  }

  private void rollingSharpe() {
    Series sharpe = performance.rollingSharpe();
    html.open("section", "id", "rolling").line();
    html.element("h2", "Rolling Sharpe ratio").line();
    if (!passes(sharpe)) {
      nothing("The run is shorter than half a year, or its returns do not vary.");
      return;
    }
    Thinned thinned = Thinned.of(sharpe);
    Series points = thinned.points();
    double low = Math.min(0, Arrays.stream(points.values()).min().orElse(0));
    double high = Math.max(0, Arrays.stream(points.values()).max().orElse(0));
    ValueAxis values = ValueAxis.linear(low, high);
    Chart.begin(
            html,
            "sharpe",
            "Sharpe ratio of the last half year",
            ends(points, zone, value -> NumberText.decimals(value, 2)),
            axis(points),
            values,
            value -> AxisText.amount(value, values.step()))
        .line(points, "equity")
        .end();
    caption(
        "Over the half year before each day, per year. Half a year is a small sample: a ratio"
            + " moves by more than one without any change in the strategy."
            + thinned(thinned));
    html.end();
  }

  private void nothing(String why) {
    html.element("p", why).end();
  }

  private void caption(String text) {
    html.element("p", text, "class", "caption").line();
  }

  private TimeAxis axis(Series points) {
    return new TimeAxis(points.timeNanos()[0], points.timeNanos()[points.size() - 1], zone);
  }

  /// First and last value with their days, for those who cannot see the line.
  static String ends(Series points, ZoneId zone, DoubleFunction<String> text) {
    int last = points.size() - 1;
    return "From %s on %s to %s on %s."
        .formatted(
            text.apply(points.values()[0]),
            NumberText.day(points.timeNanos()[0], zone),
            text.apply(points.values()[last]),
            NumberText.day(points.timeNanos()[last], zone));
  }

  /// Says when fewer points are drawn than there are.
  static String thinned(Thinned series) {
    return series.isThinned()
        ? " %s values are drawn as %s columns, each from its lowest to its highest."
            .formatted(NumberText.count(series.of()), Thinned.COLUMNS)
        : "";
  }

  static boolean passes(Series series) {
    return series.size() > 1 && series.timeNanos()[series.size() - 1] > series.timeNanos()[0];
  }
}
