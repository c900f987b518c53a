package io.papertape.workspace.report;

import java.util.List;

/// The report of a sweep: one HTML file that needs nothing else, neither network nor script.
///
/// It first says what is left of the best result after selection, then shows the results. The
/// same input gives the same bytes.
public final class SweepReport {
  private final Html html = new Html();
  private final SweepReportInput input;

  private SweepReport(SweepReportInput input) {
    this.input = input;
  }

  /// The whole document, UTF-8.
  public static String render(SweepReportInput input) {
    return new SweepReport(input).document();
  }

  private String document() {
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    HtmlReport.head(html, input.strategy() + " sweep " + input.id() + " – Papertape");
    html.open("body").line().open("main").line();
    header();
    SelectionSection.verdict(html, input.selection().map(one -> one.verdict()));
    best();
    new SweepMap(html, input).write();
    new SweepSlices(html, input).write();
    input.selection().ifPresent(one -> new SplitCharts(html, one, input.periodsPerYear()).write());
    SelectionSection.figures(html, input.figures());
    fills();
    record();
    html.end().end().end();
    return html.done();
  }

  private void header() {
    html.open("header").line();
    html.element("p", "Papertape · sweep", "class", "kicker").line();
    html.element("h1", input.strategy()).line();
    if (!input.description().isEmpty()) {
      html.element("p", input.description(), "class", "lead").line();
    }
    html.element("p", input.lead()).end();
  }

  private void best() {
    html.open("section", "id", "best").line();
    html.element("h2", "The best trials").line();
    table("The best by " + input.objective(), "", input.bestColumns(), input.bestRows());
    html.element(
            "p",
            "Each row is a run; papertape reproduce RUN makes it in full and holds it against the"
                + " row. The id is the beginning of the hash of the run's manifest. All trials are"
                + " in trials.csv.",
            "class",
            "caption")
        .end();
  }

  private void fills() {
    if (input.fills().isEmpty()) {
      return;
    }
    html.open("section", "id", "fills").line();
    html.element("h2", "Whether the order survives worse fills").line();
    HtmlTable table =
        HtmlTable.begin(
            html,
            "A sample of the trials run again with one thing changed",
            "variations",
            "Changed",
            "#Trials",
            "#Rank correlation",
            "#Place of the best",
            "#Its " + input.objective());
    for (List<String> row : input.fills()) {
      table.explained(row.get(0), row.get(1), row.subList(2, row.size()).toArray(String[]::new));
    }
    table.end();
    html.end();
  }

  private void table(String caption, String css, List<String> columns, List<List<String>> rows) {
    HtmlTable table = HtmlTable.begin(html, caption, css, columns.toArray(String[]::new));
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    table.end();
  }

  private void record() {
    html.open("section", "id", "record").line();
    html.element("h2", "The record").line();
    html.open("details").line();
    html.element("summary", "Manifest of sweep " + input.id()).line();
    html.element("pre", ManifestText.indented(input.manifest())).end();
    html.end();
  }
}
