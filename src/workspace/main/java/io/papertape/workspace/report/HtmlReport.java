package io.papertape.workspace.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The report of a run: one HTML file that needs nothing else, neither network nor script.
///
/// It first shows how far the result depends on costs, delay and fills, then the result. The same
/// input gives the same bytes.
public final class HtmlReport {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  private static final String MARKS =
      "<svg class=\"marks\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
          + "<path id=\"buy\" class=\"buy\" d=\"M0 1L5 10L-5 10Z\"/>"
          + "<path id=\"sell\" class=\"sell\" d=\"M0 -1L5 -10L-5 -10Z\"/>"
          + "</defs></svg>\n";

  private static final String SECTION_END = "</section>\n";

  private HtmlReport() {}

  /// The whole document, UTF-8.
  public static String render(ReportInput input) {
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    head(html, input.run().strategy() + " " + input.run().id() + " – Papertape");
    html.open("body").line().raw(MARKS).open("main").line();
    new SummarySection(html, input).write();
    new ChartSections(html, input).write();
    new PriceSection(html, input).write();
    new FigureSections(html, input).write();
    new RecordSection(html, input).write();
    html.end().end().end();
    return html.done();
  }

  /// A page of a run with what an audit found in place of what it says of its audit; nothing else
  /// of it changes.
  ///
  /// @param id        of the run
  /// @param sentences what the audit found
  public static String audited(String page, String id, List<String> sentences) {
    int from = page.indexOf("<section id=\"" + RecordSection.AUDIT + "\">");
    int end = page.indexOf(SECTION_END, from);
    if (from < 0 || end < 0) {
      throw new IllegalArgumentException(
          "Page says nothing of an audit: run=%s. Give a page as it was rendered.".formatted(id));
    }
    Html html = new Html();
    RecordSection.audit(html, id, sentences);
    return page.substring(0, from) + html.done() + page.substring(end + SECTION_END.length());
  }

  /// Opens and closes the head of a document.
  static void head(Html html, String title) {
    html.open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    html.empty("meta", "name", "color-scheme", "content", "light dark").line();
    html.element("title", title).line();
    html.open("style").line().raw(styles()).end().end();
  }

  private static String styles() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException(
            "Style sheet is missing: resource=report.css. Build the project again.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
