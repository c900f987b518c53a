package io.papertape.workspace.report;

import io.papertape.performance.Series;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// A chart as inline SVG that keeps its type size at any width.
///
/// The outer drawing has no view box: text and marks are placed in percent. Only lines and areas
/// are in an inner drawing of 10 000 by 10 000 units that is stretched, with strokes that are
/// not.
final class Chart {
  private static final int UNITS = 10_000;

  private final Html html;
  private final TimeAxis times;
  private final ValueAxis values;

  private Chart(Html html, TimeAxis times, ValueAxis values) {
    this.html = html;
    this.times = times;
    this.values = values;
  }

  /// Opens a chart with its grid; [#end] closes it.
  ///
  /// @param id          unique in the document
  /// @param title       what it shows, for those who cannot see it
  /// @param description first and last value and the like
  /// @param label       text of a value at the axis
  static Chart begin(
      Html html,
      String id,
      String title,
      String description,
      TimeAxis times,
      ValueAxis values,
      DoubleFunction<String> label) {
    frame(html, id, title, description, "chart");
    for (double tick : values.ticks()) {
      horizontal(html, values.place(tick), label.apply(tick), tick == 0);
    }
    int index = 0;
    for (TimeAxis.Tick tick : times.ticks()) {
      vertical(html, times.place(tick.timeNanos()), tick.label(), index++ % 2 == 1);
    }
    html.line();
    return new Chart(html, times, values);
  }

  /// Opens the drawing with its texts for a screen reader.
  static void frame(Html html, String id, String title, String description, String css) {
    html.open("div", "class", "plot");
    html.open(
        "svg",
        "class",
        css,
        "role",
        "img",
        "aria-labelledby",
        id + "-t " + id + "-d",
        "width",
        "100%",
        "height",
        "100%");
    html.element("title", title, "id", id + "-t");
    html.element("desc", description, "id", id + "-d");
  }

  static void horizontal(Html html, double place, String label, boolean isZero) {
    String y = percent(place);
    html.empty(
        "line", "class", isZero ? "zero" : "grid", "x1", "0", "x2", "100%", "y1", y, "y2", y);
    html.element("text", label, "class", "y", "x", "-6", "y", y, "dy", "4");
  }

  static void vertical(Html html, double place, String label, boolean isMinor) {
    String x = percent(place);
    html.empty("line", "class", "grid", "x1", x, "x2", x, "y1", "0", "y2", "100%");
    String css = isMinor ? "x minor" : "x";
    html.element("text", label, "class", css, "x", x, "y", "100%", "dy", "16");
  }

  /// A line through the points.
  Chart line(Series series, String css) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < series.size(); i++) {
      point(path, i == 0 ? 'M' : 'L', series.timeNanos()[i], series.values()[i]);
    }
    return path(path, css + " line");
  }

  /// What lies between the points and a value.
  Chart area(Series series, double floor, String css) {
    StringBuilder path = new StringBuilder();
    int last = series.size() - 1;
    point(path, 'M', series.timeNanos()[0], floor);
    for (int i = 0; i <= last; i++) {
      point(path, 'L', series.timeNanos()[i], series.values()[i]);
    }
    point(path, 'L', series.timeNanos()[last], floor);
    return path(path.append('Z'), css + " area");
  }

  /// What lies between two series of the same moments.
  Chart band(Series lower, Series upper, String css) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < upper.size(); i++) {
      point(path, i == 0 ? 'M' : 'L', upper.timeNanos()[i], upper.values()[i]);
    }
    for (int i = lower.size() - 1; i >= 0; i--) {
      point(path, 'L', lower.timeNanos()[i], lower.values()[i]);
    }
    return path(path.append('Z'), css + " area");
  }

  /// A mark, one of those that the document defines.
  ///
  /// @param tip shown when the pointer rests on it; empty: none
  Chart mark(String symbol, long timeNanos, double value, String tip) {
    String x = percent(times.place(timeNanos));
    String y = percent(values.place(value));
    if (tip.isEmpty()) {
      html.empty("use", "href", "#" + symbol, "x", x, "y", y);
    } else {
      html.open("use", "href", "#" + symbol, "x", x, "y", y);
      html.element("title", tip).close();
    }
    return this;
  }

  void end() {
    html.close().end();
  }

  /// A path in the stretched inner drawing.
  static void stretched(Html html, CharSequence path, String css) {
    html.open(
        "svg",
        "viewBox",
        "0 0 " + UNITS + " " + UNITS,
        "preserveAspectRatio",
        "none",
        "width",
        "100%",
        "height",
        "100%");
    html.empty("path", "class", css, "d", path.toString()).close();
  }

  /// A share of the height or width in units of the inner drawing.
  static long units(double place) {
    return Math.round(place * UNITS);
  }

  private Chart path(CharSequence path, String css) {
    stretched(html, path, css);
    html.line();
    return this;
  }

  private void point(StringBuilder path, char command, long nanos, double value) {
    path.append(command)
        .append(units(times.place(nanos)))
        .append(' ')
        .append(units(values.place(value)));
  }

  static String percent(double place) {
    return String.format(Locale.ROOT, "%.2f%%", place * 100);
  }
}
