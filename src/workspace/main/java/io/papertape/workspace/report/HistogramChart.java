package io.papertape.workspace.report;

import io.papertape.performance.Histogram;
import java.util.Collections;
import java.util.List;

/// How often daily returns of each size occurred.
final class HistogramChart {
  private final Html html;
  private final Histogram histogram;

  HistogramChart(Html html, Histogram histogram) {
    this.html = html;
    this.histogram = histogram;
  }

  void write() {
    html.open("section", "id", "returns").line();
    html.element("h2", "Daily returns").line();
    List<Integer> counts = histogram.counts();
    if (counts.isEmpty() || histogram.width() == 0) {
      html.element("p", "All returns are equal, or there are none.").end();
      return;
    }
    double high = histogram.low() + histogram.width() * counts.size();
    ValueAxis across = ValueAxis.linear(histogram.low(), high);
    ValueAxis up = ValueAxis.linear(0, Collections.max(counts));
    int all = counts.stream().mapToInt(Integer::intValue).sum();
    Chart.frame(
        html,
        "histogram",
        "Histogram of daily returns",
        "%s returns from %s to %s."
            .formatted(
                NumberText.count(all),
                NumberText.percent(histogram.low()),
                NumberText.percent(high)),
        "chart");
    for (double tick : up.ticks()) {
      Chart.horizontal(html, up.place(tick), AxisText.amount(tick, up.step()), tick == 0);
    }
    int index = 0;
    for (double tick : across.ticks()) {
      String label = AxisText.percent(tick, across.step());
      Chart.vertical(html, 1 - across.place(tick), label, index++ % 2 == 1);
    }
    html.line();
    Chart.stretched(html, bars(histogram, across, up, -1), "fall bars");
    Chart.stretched(html, bars(histogram, across, up, 0), "zero bars");
    Chart.stretched(html, bars(histogram, across, up, 1), "equity bars");
    html.close().end();
    html.element(
            "p",
            ("%s returns in %s bins of equal width. The grey bin holds zero, the days without a"
                    + " position too.")
                .formatted(NumberText.count(all), counts.size()),
            "class",
            "caption")
        .end();
  }

  /// The bars on one side of zero, or the one that holds it.
  static String bars(Histogram histogram, ValueAxis across, ValueAxis up, int side) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < histogram.counts().size(); i++) {
      double left = histogram.low() + i * histogram.width();
      double right = left + histogram.width();
      if (side != (right <= 0 ? -1 : left > 0 ? 1 : 0)) {
        continue;
      }
      path.append('M').append(Chart.units(1 - across.place(left))).append(" 10000V");
      path.append(Chart.units(up.place(histogram.counts().get(i)))).append('H');
      path.append(Chart.units(1 - across.place(right))).append("V10000Z");
    }
    return path.toString();
  }
}
