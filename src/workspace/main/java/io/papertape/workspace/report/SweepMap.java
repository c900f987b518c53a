package io.papertape.workspace.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Heat map of the objective over the first two axes. Of more axes it shows the best over the
/// others; where fewer than half of the pairs were tried, the best of neighbouring values.
final class SweepMap {
  private static final int SHADES = 10;
  private static final int MOST_LABELS = 10;
  private static final long MOST_CELLS = 250_000;
  private static final String NONE = "hx";

  private final Html html;
  private final SweepReportInput input;
  private final AxisBins right;
  private final AxisBins upward;
  private final int across;
  private final int up;
  private final double[] cells;
  private final boolean[] tried;

  SweepMap(Html html, SweepReportInput input) {
    this.html = html;
    this.input = input;
    boolean isFilled = isFilled(input);
    right = bins(input, 1, isFilled);
    upward = bins(input, 0, isFilled);
    across = right.count();
    up = upward.count();
    cells = new double[across * up];
    tried = new boolean[cells.length];
    Arrays.fill(cells, Double.NaN);
  }

  /// True if half of all pairs of values were tried.
  private static boolean isFilled(SweepReportInput input) {
    if (input.axes().size() < 2) {
      return true;
    }
    long across = input.axes().get(1).values().size();
    long all = across * input.axes().getFirst().values().size();
    long tried =
        input.places().stream().mapToLong(place -> place[0] * across + place[1]).distinct().count();
    return all <= MOST_CELLS && 2 * tried >= all;
  }

  private static AxisBins bins(SweepReportInput input, int axis, boolean isFilled) {
    if (input.axes().size() < 2) {
      return AxisBins.each(0);
    }
    int values = input.axes().get(axis).values().size();
    return isFilled ? AxisBins.each(values) : AxisBins.filledBy(input.places().size(), values);
  }

  void write() {
    if (across < 2 || up < 2 || input.best() < 0) {
      return;
    }
    collect();
    double low = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).min().orElse(0);
    double high = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).max().orElse(0);
    List<SweepReportInput.Axis> axes = input.axes();
    html.open("section", "id", "map").line();
    html.element("h2", "Heat map").line();
    Chart.frame(
        html,
        "heat",
        "Objective by " + axes.get(0).name() + " and " + axes.get(1).name(),
        "From %s to %s.".formatted(number(low), number(high)),
        "chart");
    paint(low, high);
    labels();
    mark();
    html.close().end();
    legend(low, high);
    html.element(
            "p",
            ("%s by %s (upwards) and %s (to the right)%s. The ring is the best: %s. A good region"
                    + " is wide: a single strong cell is luck.%s")
                .formatted(
                    input.objective(),
                    axes.get(0).name(),
                    axes.get(1).name(),
                    axes.size() > 2 ? ", the best over the other parameters" : "",
                    input.bestText(),
                    coarse()),
            "class",
            "caption")
        .end();
  }

  private String coarse() {
    return right.isCoarse() || upward.isCoarse()
        ? (" Few of all pairs were tried, so a cell holds several neighbouring values, the first"
            + " of which is written, and shows the best trial among them; the ring is around the"
            + " one that holds the best.")
        : "";
  }

  private static String number(double value) {
    return NumberText.decimals(value, 3);
  }

  private void collect() {
    for (int i = 0; i < input.values().length; i++) {
      int[] place = input.places().get(i);
      int cell = upward.of(place[0]) * across + right.of(place[1]);
      double value = input.values()[i];
      tried[cell] = true;
      boolean isBetter = input.isLower() ? value < cells[cell] : value > cells[cell];
      if (Double.isNaN(cells[cell]) || isBetter) {
        cells[cell] = value;
      }
    }
  }

  private void paint(double low, double high) {
    StringBuilder[] paths = new StringBuilder[SHADES + 1];
    Arrays.setAll(paths, _ -> new StringBuilder());
    StringBuilder dashes = new StringBuilder();
    for (int y = 0; y < up; y++) {
      for (int x = 0; x < across; x++) {
        int cell = y * across + x;
        if (tried[cell]) {
          double value = cells[cell];
          int shade =
              Double.isNaN(value)
                  ? SHADES
                  : high == low
                      ? SHADES / 2
                      : Math.min(SHADES - 1, (int) ((value - low) / (high - low) * SHADES));
          square(paths[shade], x, y);
          if (shade == SHADES) {
            dash(dashes, x, y);
          }
        }
      }
    }
    for (int shade = 0; shade <= SHADES; shade++) {
      if (!paths[shade].isEmpty()) {
        Chart.stretched(html, paths[shade], shade == SHADES ? NONE : "h" + shade);
        html.line();
      }
    }
    if (!dashes.isEmpty()) {
      Chart.stretched(html, dashes, "dash");
      html.line();
    }
  }

  private void square(StringBuilder path, int x, int y) {
    path.append('M').append(Chart.units((double) x / across)).append(' ');
    path.append(Chart.units(1 - (double) (y + 1) / up)).append('H');
    path.append(Chart.units((x + 1.0) / across)).append('V');
    path.append(Chart.units(1 - (double) y / up)).append('H');
    path.append(Chart.units((double) x / across)).append('Z');
  }

  private void dash(StringBuilder path, int x, int y) {
    path.append('M').append(Chart.units((x + 0.3) / across)).append(' ');
    path.append(Chart.units(1 - (y + 0.5) / up)).append('H');
    path.append(Chart.units((x + 0.7) / across));
  }

  private void legend(double low, double high) {
    html.open("p", "class", "legend");
    if (high == low) {
      key("h" + SHADES / 2);
      html.text("all " + number(low));
    } else {
      html.text("lowest " + number(low));
      html.open("svg", "class", "key cell ramp", "aria-hidden", "true");
      for (int shade = 0; shade < SHADES; shade++) {
        rectangle("h" + shade, Chart.percent((double) shade / SHADES), "10.5%");
      }
      html.close();
      html.text("highest " + number(high));
    }
    if (IntStream.range(0, cells.length).anyMatch(i -> tried[i] && Double.isNaN(cells[i]))) {
      html.open("svg", "class", "key cell", "aria-hidden", "true");
      rectangle(NONE, "0", "100%");
      html.empty("path", "class", "dash", "d", "M3 7H9").close();
      html.text("tried, without a value");
    }
    if (IntStream.range(0, cells.length).anyMatch(i -> !tried[i])) {
      key("frame");
      html.text("not tried");
    }
    html.end();
  }

  private void key(String fill) {
    html.open("svg", "class", "key cell", "aria-hidden", "true");
    rectangle(fill, "0", "100%");
    html.close();
  }

  private void rectangle(String css, String x, String width) {
    html.empty("rect", "class", css, "x", x, "y", "0", "width", width, "height", "100%");
  }

  private void labels() {
    List<String> names = input.axes().get(1).values();
    int step = (across + MOST_LABELS - 1) / MOST_LABELS;
    for (int x = 0; x < across; x += step) {
      String at = Chart.percent((x + 0.5) / across);
      html.element(
          "text",
          names.get(right.first(x)),
          "class",
          x / step % 2 == 1 ? "x minor" : "x",
          "x",
          at,
          "y",
          "100%",
          "dy",
          "16");
    }
    names = input.axes().get(0).values();
    step = (up + MOST_LABELS - 1) / MOST_LABELS;
    for (int y = 0; y < up; y += step) {
      String at = Chart.percent(1 - (y + 0.5) / up);
      html.element("text", names.get(upward.first(y)), "class", "y", "x", "-6", "y", at, "dy", "4");
    }
  }

  private void mark() {
    int[] place = input.places().get(input.best());
    String x = Chart.percent((right.of(place[1]) + 0.5) / across);
    String y = Chart.percent(1 - (upward.of(place[0]) + 0.5) / up);
    html.empty("circle", "class", "halo", "cx", x, "cy", y, "r", "6");
    html.empty("circle", "class", "ring", "cx", x, "cy", y, "r", "6");
  }
}
