package io.papertape.workspace.report;

import io.papertape.performance.PerformanceReport;
import io.papertape.performance.PeriodReturn;
import java.util.List;

/// Return of each month and year. The shade follows the size, the sign is always written.
final class MonthTable {
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final double[] SHADES = {0.01, 0.03, 0.06, 0.1};

  private final Html html;
  private final PerformanceReport performance;

  MonthTable(Html html, PerformanceReport performance) {
    this.html = html;
    this.performance = performance;
  }

  void write() {
    html.open("section", "id", "months").line();
    html.element("h2", "Months and years").line();
    String caption = "Return of each month, percent";
    html.open(
        "div", "class", "scroll heat", "role", "region", "tabindex", "0", "aria-label", caption);
    html.open("table").element("caption", caption);
    html.open("thead").open("tr").element("th", "Year", "scope", "col");
    MONTHS.forEach(month -> html.element("th", month, "scope", "col"));
    html.element("th", "Year total", "scope", "col").close().end();
    html.open("tbody").line();
    performance.years().forEach(this::year);
    html.close().close().end();
    html.element(
            "p",
            "Compounded daily returns; the first and the last may be parts of a month or year.",
            "class",
            "caption")
        .end();
  }

  private void year(PeriodReturn year) {
    html.open("tr").element("th", Integer.toString(year.year()), "scope", "row");
    for (int month = 1; month <= MONTHS.size(); month++) {
      month(year.year(), month);
    }
    html.element("td", text(year.value()), "class", "total " + shade(year.value())).end();
  }

  private void month(int year, int month) {
    for (PeriodReturn one : performance.months()) {
      if (one.year() == year && one.month().orElse(0) == month) {
        html.element("td", text(one.value()), "class", shade(one.value()));
        return;
      }
    }
    html.element("td", "");
  }

  private static String text(double value) {
    String text = NumberText.decimals(value * 100, 1);
    return value > 0 && !text.equals("0.0") ? "+" + text : text;
  }

  /// `p0` to `p4` for gains, `m0` to `m4` for losses.
  private static String shade(double value) {
    int level = 0;
    while (level < SHADES.length && Math.abs(value) >= SHADES[level]) {
      level++;
    }
    return (value < 0 ? "m" : "p") + level;
  }
}
