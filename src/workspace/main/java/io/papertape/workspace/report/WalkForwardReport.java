package io.papertape.workspace.report;

import io.papertape.performance.Series;
import io.papertape.workspace.report.WalkForwardPage.Curve;
import java.util.Arrays;
import java.util.List;

/// The report of a walk-forward: one HTML file that needs nothing else, neither network nor
/// script. The same input gives the same bytes.
public final class WalkForwardReport {
  private static final int MOST_CURVES = 30;

  private final Html html = new Html();
  private final WalkForwardPage page;

  private WalkForwardReport(WalkForwardPage page) {
    this.page = page;
  }

  /// The whole document, UTF-8.
  public static String render(WalkForwardPage page) {
    return new WalkForwardReport(page).document();
  }

  private String document() {
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    HtmlReport.head(html, page.strategy() + " walk-forward " + page.id() + " – Papertape");
    html.open("body").line().open("main").line();
    top();
    SelectionSection.verdict(html, page.verdict());
    comparison();
    curves();
    windows();
    page.selection().ifPresent(one -> new SplitCharts(html, one, page.periodsPerYear()).write());
    SelectionSection.figures(html, page.figures());
    manifest();
    html.end().end().end();
    return html.done();
  }

  private void top() {
    html.open("header").line();
    html.element("p", "Papertape · walk-forward", "class", "kicker").line();
    html.element("h1", page.strategy()).line();
    html.open("dl", "class", "facts").line();
    for (WalkForwardPage.Fact fact : page.facts()) {
      html.open("div").element("dt", fact.name()).element("dd", fact.value()).end();
    }
    html.end();
    html.end();
  }

  private void comparison() {
    html.open("section", "id", "comparison").line();
    html.element("h2", "In sample against out of sample").line();
    html.element("p", page.efficiency()).line();
    HtmlTable table =
        HtmlTable.begin(
            html, "Means of all windows", "narrow", "Figure", "#In sample", "#Out of sample");
    page.comparison().forEach(row -> table.row(row.toArray(String[]::new)));
    table.end();
    html.end();
  }

  private void curves() {
    html.open("section", "id", "equity").line();
    html.element("h2", "Out of sample").line();
    List<Curve> shown = page.curves().subList(0, Math.min(MOST_CURVES, page.curves().size()));
    if (shown.isEmpty() || shown.getFirst().levels().length < 2) {
      html.element("p", "There is none.").end();
      return;
    }
    Curve first = shown.getFirst();
    double low = shown.stream().flatMapToDouble(one -> Arrays.stream(one.levels())).min().orElse(0);
    double high =
        shown.stream().flatMapToDouble(one -> Arrays.stream(one.levels())).max().orElse(1);
    ValueAxis values = ValueAxis.linear(low, high);
    int last = first.levels().length - 1;
    Chart chart =
        Chart.begin(
            html,
            "stitched",
            "What 1 became, out of sample",
            shown.size() == 1
                ? "At the end " + NumberText.decimals(first.levels()[last], 4)
                : shown.size() + " paths",
            new TimeAxis(first.timeNanos()[0], first.timeNanos()[last], page.zone()),
            values,
            value -> AxisText.amount(value, values.step()));
    for (int i = shown.size() - 1; i >= 0; i--) {
      Curve curve = shown.get(i);
      chart.line(
          Thinned.of(new Series(curve.timeNanos(), curve.levels())).points(),
          i == 0 ? "equity" : "benchmark");
    }
    chart.end();
    String what =
        page.curves().size() == 1
            ? "What 1 became: the tests of all windows, returns chained. Another window takes over"
                + " at the start of each test."
            : "What 1 became on each path: %s of %s drawn. No period of a path was trained on by"
                    .formatted(shown.size(), page.curves().size())
                + " the choice that is judged there. The first is blue.";
    html.element("p", what, "class", "caption").line();
    html.end();
  }

  private void windows() {
    html.open("section", "id", "windows").line();
    html.element("h2", "Windows").line();
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Chosen in sample, judged out of sample",
            "windows",
            page.columns().toArray(String[]::new));
    page.windows().forEach(row -> table.row(row.toArray(String[]::new)));
    table.end();
    html.end();
  }

  private void manifest() {
    html.open("section", "id", "record").line();
    html.element("h2", "Record").line();
    html.open("details").element("summary", "Manifest: everything that decides this").line();
    html.element("pre", ManifestText.indented(page.manifestJson())).end();
    html.end();
  }
}
