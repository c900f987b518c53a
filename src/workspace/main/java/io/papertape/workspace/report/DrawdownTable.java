package io.papertape.workspace.report;

import io.papertape.performance.DrawdownSpan;
import java.time.ZoneId;
import java.util.List;

/// The deepest drawdowns with their dates.
final class DrawdownTable {
  private static final double DAY_NANOS = 86_400e9;

  private final Html html;
  private final List<DrawdownSpan> drawdowns;
  private final ZoneId zone;

  DrawdownTable(Html html, List<DrawdownSpan> drawdowns, ZoneId zone) {
    this.html = html;
    this.drawdowns = drawdowns;
    this.zone = zone;
  }

  void write() {
    if (drawdowns.isEmpty()) {
      html.element("p", "Equity never fell below an earlier peak.").line();
      return;
    }
    HtmlTable table =
        HtmlTable.begin(
            html,
            "Deepest drawdowns",
            "",
            "Rank",
            "#Depth",
            "Peak",
            "Trough",
            "Recovered",
            "#Days");
    int rank = 1;
    for (DrawdownSpan fall : drawdowns) {
      table.row(
          Integer.toString(rank++),
          NumberText.percent(fall.depth()),
          NumberText.day(fall.peakNanos(), zone),
          NumberText.day(fall.troughNanos(), zone),
          fall.recoveryNanos().isPresent()
              ? NumberText.day(fall.recoveryNanos().getAsLong(), zone)
              : "not yet",
          NumberText.decimals(fall.lengthNanos() / DAY_NANOS, 0));
    }
    table.end();
  }
}
