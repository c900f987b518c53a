package io.papertape.workspace.report;

import io.papertape.experiment.BacktestOverfitting;
import io.papertape.experiment.Selection;
import io.papertape.performance.Histogram;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.DoubleStream;

/// The symmetric splits: the histogram of their logits, and the Sharpe ratio of the chosen where
/// it was chosen against the other half.
final class SplitCharts {
  private static final int MOST_POINTS = 2_000;

  private final Html html;
  private final Selection selection;
  private final double yearly;

  SplitCharts(Html html, Selection selection, double periodsPerYear) {
    this.html = html;
    this.selection = selection;
    yearly = Math.sqrt(periodsPerYear);
  }

  void write() {
    if (selection.splits().isEmpty()) {
      return;
    }
    BacktestOverfitting splits = selection.splits().get();
    logits(splits);
    scatter(splits);
  }

  private void logits(BacktestOverfitting splits) {
    Histogram histogram = splits.logitHistogram();
    if (histogram.width() == 0) {
      return;
    }
    html.open("section", "id", "logits").line();
    html.element("h2", "Where the best of one half ends in the other").line();
    double high = histogram.low() + histogram.width() * histogram.counts().size();
    ValueAxis across = ValueAxis.linear(Math.min(histogram.low(), 0), Math.max(high, 0));
    ValueAxis up = ValueAxis.linear(0, Collections.max(histogram.counts()));
    Chart.frame(
        html,
        "logit",
        "Histogram of the logits of the symmetric splits",
        "%d splits.".formatted(splits.outcomes().size()),
        "chart");
    for (double tick : up.ticks()) {
      Chart.horizontal(html, up.place(tick), AxisText.amount(tick, up.step()), tick == 0);
    }
    vertical(across);
    Chart.stretched(html, HistogramChart.bars(histogram, across, up, -1), "fall bars");
    Chart.stretched(html, HistogramChart.bars(histogram, across, up, 0), "zero bars");
    Chart.stretched(html, HistogramChart.bars(histogram, across, up, 1), "equity bars");
    html.close().end();
    html.element(
            "p",
            ("Logit of the relative rank, out of sample, of the trial that was best in sample, over"
                    + " %s splits of the history into two halves of %s blocks. Left of zero the"
                    + " chosen one is in the worse half: that share is the probability of"
                    + " overfitting.")
                .formatted(NumberText.count(splits.outcomes().size()), splits.blocks() / 2),
            "class",
            "caption")
        .end();
  }

  private void vertical(ValueAxis across) {
    int index = 0;
    for (double tick : across.ticks()) {
      String label = AxisText.amount(tick, across.step());
      Chart.vertical(html, 1 - across.place(tick), label, index++ % 2 == 1);
    }
    html.line();
  }

  private void scatter(BacktestOverfitting splits) {
    double[] x = yearly(splits.inSample());
    double[] y = yearly(splits.outOfSample());
    ValueAxis across = axis(x);
    ValueAxis up = axis(y);
    html.open("section", "id", "degradation").line();
    html.element("h2", "In sample and out of sample").line();
    Chart.frame(
        html,
        "inout",
        "Sharpe ratio of the chosen trial in and out of sample",
        "One point a split.",
        "chart");
    for (double tick : up.ticks()) {
      Chart.horizontal(html, up.place(tick), AxisText.amount(tick, up.step()), tick == 0);
    }
    vertical(across);
    StringBuilder dots = new StringBuilder();
    int step = (x.length + MOST_POINTS - 1) / MOST_POINTS;
    for (int i = 0; i < x.length; i += step) {
      dots.append('M').append(Chart.units(1 - across.place(x[i]))).append(' ');
      dots.append(Chart.units(up.place(y[i]))).append("h0");
    }
    Chart.stretched(html, dots, "dots soft");
    line(splits, across, up);
    html.close().end();
    html.element(
            "p",
            ("Sharpe ratio a year of the trial that was best in one half (to the right) and of the"
                    + " same trial in the other half (upwards)%s. The line falls where looking"
                    + " better meant doing worse.")
                .formatted(step > 1 ? "; every " + step + "th split is drawn" : ""),
            "class",
            "caption")
        .end();
  }

  private void line(BacktestOverfitting splits, ValueAxis across, ValueAxis up) {
    if (!splits.degradationSlope().isPresent()) {
      return;
    }
    double slope = splits.degradationSlope().get();
    double start = splits.degradationIntercept().get() * yearly;
    double[] x = yearly(splits.inSample());
    StringBuilder path = new StringBuilder();
    double low = Arrays.stream(x).min().orElse(0);
    double high = Arrays.stream(x).max().orElse(0);
    for (double at : new double[] {low, high}) {
      double y = Math.clamp(start + slope * at, up.low(), up.high());
      path.append(path.isEmpty() ? 'M' : 'L').append(Chart.units(1 - across.place(at)));
      path.append(' ').append(Chart.units(up.place(y)));
    }
    Chart.stretched(html, path, "fall line");
  }

  private double[] yearly(double[] ratios) {
    return Arrays.stream(ratios).map(ratio -> ratio * yearly).toArray();
  }

  private static ValueAxis axis(double[] values) {
    DoubleStream all = Arrays.stream(values);
    double low = all.min().orElse(0);
    return ValueAxis.linear(low, Arrays.stream(values).max().orElse(1));
  }
}
