package io.papertape.workspace.report;

import java.util.List;

/// A table that scrolls sideways on a narrow screen. The first column names its row.
final class HtmlTable {
  private final Html html;
  private final List<String> columns;

  private HtmlTable(Html html, List<String> columns) {
    this.html = html;
    this.columns = columns;
  }

  /// Opens a table; [#end] closes it.
  ///
  /// @param columns headings; those that begin with `#` stand over numbers
  static HtmlTable begin(Html html, String caption, String css, String... columns) {
    html.open(
        "div", "class", "scroll " + css, "role", "region", "tabindex", "0", "aria-label", caption);
    html.open("table").element("caption", caption);
    html.open("thead").open("tr");
    for (String column : columns) {
      if (column.startsWith("#")) {
        html.element("th", column.substring(1), "scope", "col", "class", "n");
      } else {
        html.element("th", column, "scope", "col");
      }
    }
    html.close().end();
    html.open("tbody").line();
    return new HtmlTable(html, List.of(columns));
  }

  HtmlTable row(String... cells) {
    html.open("tr").element("th", cells[0], "scope", "row");
    for (int i = 1; i < cells.length; i++) {
      cell(i, cells[i]);
    }
    html.end();
    return this;
  }

  /// A row whose name is explained below it.
  HtmlTable explained(String name, String explanation, String... cells) {
    html.open("tr").open("th", "scope", "row").text(name);
    html.element("small", explanation).close();
    for (int i = 0; i < cells.length; i++) {
      cell(i + 1, cells[i]);
    }
    html.end();
    return this;
  }

  void end() {
    html.close().close().end();
  }

  private void cell(int column, String text) {
    if (columns.get(column).startsWith("#")) {
      html.element("td", text, "class", "n");
    } else {
      html.element("td", text);
    }
  }
}
