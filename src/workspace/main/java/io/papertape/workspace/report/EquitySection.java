package io.papertape.workspace.report;

import io.papertape.performance.Series;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Equity against the benchmark, on scales the reader switches between.
///
/// The first one shown is the first on which the strategy's own way can be seen: a benchmark that
/// rose four hundredfold leaves of any strategy a flat line on a linear scale.
final class EquitySection {
  /// Part of the height below which a line is flat to the eye.
  private static final double FLAT = 0.2;

  /// Highest over lowest value from which the early years of a linear chart are flat.
  private static final double WIDE = 10;

  private final Html html;
  private final ReportInput input;
  private final ZoneId zone;
  private final Thinned equity;
  private final Optional<Thinned> benchmark;

  /// One of the charts.
  ///
  /// @param id            `linear`, `log` or `alone`; the style sheet shows the one chosen
  /// @param label         on its tab, and below it on paper
  /// @param withBenchmark whether the benchmark is drawn
  private record Pane(String id, String label, ValueAxis values, boolean withBenchmark) {}

  EquitySection(Html html, ReportInput input) {
    this.html = html;
    this.input = input;
    zone = input.performance().options().zone();
    equity = Thinned.of(input.moments().orElse(input.performance().equity()));
    benchmark = input.performance().benchmark().map(Thinned::of);
  }

  void write() {
    html.open("section", "id", "equity").line();
    html.element("h2", benchmark.isEmpty() ? "Equity" : "Equity and benchmark").line();
    if (!ChartSections.passes(equity.points())) {
      html.element("p", "Time did not pass.").end();
      return;
    }
    List<Pane> panes = panes();
    Pane first = first(panes);
    html.open("div", "class", "tabs").line();
    if (panes.size() > 1) {
      panes.forEach(pane -> tab(pane, pane.equals(first)));
    }
    for (Pane pane : panes) {
      html.open("div", "class", "pane " + pane.id()).line();
      chart(pane);
      html.element("p", "Scale: " + pane.label() + ".", "class", "caption paper").line();
      html.end();
    }
    html.end();
    legend();
    html.element("p", caption(first), "class", "caption").end();
  }

  private List<Pane> panes() {
    double ownLow = least(equity);
    double ownHigh = most(equity);
    double low = benchmark.map(other -> Math.min(ownLow, least(other))).orElse(ownLow);
    double high = benchmark.map(other -> Math.max(ownHigh, most(other))).orElse(ownHigh);
    List<Pane> panes = new ArrayList<>();
    panes.add(new Pane("linear", "Linear", ValueAxis.linear(low, high), true));
    if (low > 0) {
      panes.add(new Pane("log", "Logarithmic", ValueAxis.logarithmic(low, high), true));
    }
    if (benchmark.isPresent()) {
      ValueAxis own = ValueAxis.linear(ownLow, ownHigh);
      panes.add(new Pane("alone", "Strategy alone, linear", own, false));
    }
    return panes;
  }

  /// The linear one unless the strategy can be seen better on another.
  private Pane first(List<Pane> panes) {
    Pane linear = panes.getFirst();
    if (panes.size() == 1) {
      return linear;
    }
    Pane second = panes.get(1);
    boolean isWide = lowest() > 0 && linear.values().high() > WIDE * lowest();
    boolean isFlat = height(linear.values()) < FLAT;
    boolean isBetter = height(second.values()) > height(linear.values());
    return (isWide || isFlat) && isBetter ? second : linear;
  }

  private double lowest() {
    return benchmark.map(other -> Math.min(least(equity), least(other))).orElse(least(equity));
  }

  /// Part of the height that the strategy's line takes.
  private double height(ValueAxis values) {
    return values.place(least(equity)) - values.place(most(equity));
  }

  private void tab(Pane pane, boolean isChecked) {
    String id = "scale-" + pane.id();
    if (isChecked) {
      html.empty("input", "type", "radio", "name", "scale", "id", id, "checked", "checked");
    } else {
      html.empty("input", "type", "radio", "name", "scale", "id", id);
    }
    html.element("label", pane.label(), "for", id).line();
  }

  private void chart(Pane pane) {
    Series points = equity.points();
    ValueAxis values = pane.values();
    Chart chart =
        Chart.begin(
            html,
            "equity-" + pane.id(),
            "Equity. Scale: " + pane.label(),
            ChartSections.ends(points, zone, value -> NumberText.decimals(value, 2)),
            new TimeAxis(points.timeNanos()[0], points.timeNanos()[points.size() - 1], zone),
            values,
            value -> AxisText.amount(value, values.step()));
    if (pane.withBenchmark()) {
      benchmark.ifPresent(other -> chart.line(other.points(), "benchmark"));
    }
    chart.line(points, "equity").end();
  }

  private void legend() {
    html.open("p", "class", "legend").element("span", "", "class", "key equity");
    html.text("Strategy");
    if (benchmark.isPresent()) {
      html.element("span", "", "class", "key benchmark");
      html.text("Benchmark, the same money at the start");
    }
    html.end();
  }

  private String caption(Pane first) {
    String reason =
        switch (first.id()) {
          case "log" -> " Shown logarithmic: on a linear scale most of it would be a flat line.";
          case "alone" ->
              " Shown without the benchmark, beside which it would be a flat line; equity at or"
                  + " below zero has no logarithm.";
          default -> "";
        };
    String sparse =
        input.moments().isPresent() && benchmark.isPresent()
            ? " The benchmark at the end of each day."
            : "";
    return "%s, in %s.%s%s%s"
        .formatted(
            input.cadence(), input.currency(), sparse, ChartSections.thinned(equity), reason);
  }

  private static double least(Thinned series) {
    return Arrays.stream(series.points().values()).min().orElse(0);
  }

  private static double most(Thinned series) {
    return Arrays.stream(series.points().values()).max().orElse(0);
  }
}
