package io.papertape.workspace.report;

import io.papertape.workspace.Counted;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How stable the best is: its neighbours, and the objective along each parameter.
final class SweepSlices {
  private static final int MOST_LABELS = 10;
  private static final int NEAREST = 8;

  private final Html html;
  private final SweepReportInput input;
  private final Map<String, Double> values = new TreeMap<>();

  SweepSlices(Html html, SweepReportInput input) {
    this.html = html;
    this.input = input;
  }

  void write() {
    if (input.best() < 0) {
      return;
    }
    for (int i = 0; i < input.values().length; i++) {
      values.put(key(input.places().get(i)), input.values()[i]);
    }
    html.open("section", "id", "stability").line();
    html.element("h2", "Parameter stability").line();
    html.element("p", neighbours()).line();
    for (int axis = 0; axis < input.axes().size(); axis++) {
      slice(axis);
    }
    html.element(
            "p",
            ("Blue: the objective with one parameter changed and the others as in the best trial,"
                    + " %s, marked by the ring. Grey: the mean over all trials with that value. A"
                    + " best that stands alone does not last.")
                .formatted(input.bestText()),
            "class",
            "caption")
        .end();
  }

  private static String key(int[] place) {
    return Arrays.toString(place);
  }

  private double value(int[] place) {
    return values.getOrDefault(key(place), Double.NaN);
  }

  private String neighbours() {
    int[] best = input.places().get(input.best());
    int dimensions = best.length;
    int all = 1;
    for (int i = 0; i < dimensions; i++) {
      all *= 3;
    }
    double sum = 0;
    double worst = Double.NaN;
    int count = 0;
    for (int code = 0; code < all; code++) {
      int[] place = best.clone();
      int rest = code;
      for (int i = 0; i < dimensions; i++) {
        place[i] += rest % 3 - 1;
        rest /= 3;
      }
      double value = Arrays.equals(place, best) ? Double.NaN : value(place);
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
        boolean isWorse = input.isLower() ? value > worst : value < worst;
        worst = Double.isNaN(worst) || isWorse ? value : worst;
      }
    }
    double own = input.values()[input.best()];
    return count == 0
        ? nearest(best, own)
        : "The best has %s %s; its %d neighbours have %s on average, the worst of them %s."
            .formatted(input.objective(), text(own), count, text(sum / count), text(worst));
  }

  /// Where no neighbour was tried: the trials that are nearest, each parameter taken from 0 to 1.
  private String nearest(int[] best, double own) {
    int[] near =
        IntStream.range(0, input.values().length)
            .filter(i -> i != input.best() && !Double.isNaN(input.values()[i]))
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> distance(best, input.places().get(i)))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(NEAREST)
            .mapToInt(i -> i)
            .toArray();
    double[] values = Arrays.stream(near).mapToDouble(i -> input.values()[i]).toArray();
    if (values.length == 0) {
      return "No other trial has %s.".formatted(input.objective());
    }
    double worst =
        input.isLower()
            ? Arrays.stream(values).max().getAsDouble()
            : Arrays.stream(values).min().getAsDouble();
    return ("The best has %s %s; none of its neighbours was tried. The %s nearest to it %s"
            + " %s on average, the worst of them %s.")
        .formatted(
            input.objective(),
            text(own),
            Counted.of(values.length, "trial"),
            Counted.words(values.length, "has", "have"),
            text(Arrays.stream(values).average().getAsDouble()),
            text(worst));
  }

  private double distance(int[] one, int[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double length = Math.max(1, input.axes().get(i).values().size() - 1);
      double apart = (one[i] - other[i]) / length;
      sum += apart * apart;
    }
    return sum;
  }

  private static String text(double value) {
    return NumberText.decimals(value, 3);
  }

  private void slice(int axis) {
    SweepReportInput.Axis own = input.axes().get(axis);
    int length = own.values().size();
    double[] along = new double[length];
    double[] sums = new double[length];
    int[] counts = new int[length];
    for (int i = 0; i < length; i++) {
      int[] place = input.places().get(input.best()).clone();
      place[axis] = i;
      along[i] = value(place);
    }
    for (int i = 0; i < input.values().length; i++) {
      if (!Double.isNaN(input.values()[i])) {
        sums[input.places().get(i)[axis]] += input.values()[i];
        counts[input.places().get(i)[axis]]++;
      }
    }
    double[] means = new double[length];
    Arrays.setAll(means, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
    long tried = Arrays.stream(along).filter(v -> !Double.isNaN(v)).count();
    AxisBins bins = AxisBins.filledBy(input.values().length, length);
    if (2 * tried < length && bins.isCoarse()) {
      coarse(own, axis, bins);
    } else {
      draw(own, axis, along, means);
    }
  }

  /// The best and the mean of neighbouring values, where few were tried with the others as in the
  /// best trial.
  private void coarse(SweepReportInput.Axis own, int axis, AxisBins bins) {
    double[] best = new double[bins.count()];
    double[] sums = new double[bins.count()];
    int[] counts = new int[bins.count()];
    Arrays.fill(best, Double.NaN);
    for (int i = 0; i < input.values().length; i++) {
      double value = input.values()[i];
      if (!Double.isNaN(value)) {
        int bin = bins.of(input.places().get(i)[axis]);
        boolean isBetter = input.isLower() ? value < best[bin] : value > best[bin];
        best[bin] = Double.isNaN(best[bin]) || isBetter ? value : best[bin];
        sums[bin] += value;
        counts[bin]++;
      }
    }
    double[] means = new double[bins.count()];
    Arrays.setAll(means, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
    List<String> names =
        IntStream.range(0, bins.count())
            .mapToObj(bin -> own.values().get(bins.middle(bin)))
            .toList();
    int place = bins.of(input.places().get(input.best())[axis]);
    draw(new SweepReportInput.Axis(own.name(), names), axis, best, means, place);
    html.element(
            "p",
            "Too few trials differ from the best in %s alone: blue is the best of all trials with"
                    .formatted(own.name())
                + " neighbouring values, grey their mean; the value in the middle is written. The"
                + " ring is at the values that hold %s, which the best has."
                    .formatted(own.values().get(input.places().get(input.best())[axis])),
            "class",
            "caption")
        .line();
  }

  private void draw(SweepReportInput.Axis own, int axis, double[] along, double[] means) {
    draw(own, axis, along, means, input.places().get(input.best())[axis]);
  }

  private void draw(SweepReportInput.Axis own, int axis, double[] along, double[] means, int best) {
    double[] all =
        Arrays.stream(new double[][] {along, means})
            .flatMapToDouble(Arrays::stream)
            .filter(v -> !Double.isNaN(v))
            .toArray();
    ValueAxis scale =
        ValueAxis.linear(Arrays.stream(all).min().orElse(0), Arrays.stream(all).max().orElse(1));
    html.element("h3", own.name()).line();
    Chart.frame(
        html, "slice" + axis, "Objective by " + own.name(), "One point for each value.", "chart");
    for (double tick : scale.ticks()) {
      Chart.horizontal(html, scale.place(tick), AxisText.amount(tick, scale.step()), tick == 0);
    }
    List<String> names = own.values();
    int step = (names.size() + MOST_LABELS - 1) / MOST_LABELS;
    for (int i = 0; i < names.size(); i += step) {
      Chart.vertical(html, place(i, names.size()), names.get(i), i / step % 2 == 1);
    }
    html.line();
    Chart.stretched(html, path(means, scale), "benchmark line");
    Chart.stretched(html, path(along, scale), "equity line");
    Chart.stretched(html, dots(along, scale), "dots equity");
    html.empty(
        "circle",
        "class",
        "ring",
        "cx",
        Chart.percent(place(best, names.size())),
        "cy",
        Chart.percent(scale.place(along[best])),
        "r",
        "6");
    html.close().end();
  }

  private static double place(int index, int length) {
    return length == 1 ? 0.5 : (double) index / (length - 1);
  }

  private static String path(double[] points, ValueAxis scale) {
    StringBuilder path = new StringBuilder();
    boolean isOpen = false;
    for (int i = 0; i < points.length; i++) {
      if (Double.isNaN(points[i])) {
        isOpen = false;
        continue;
      }
      path.append(isOpen ? 'L' : 'M').append(Chart.units(place(i, points.length))).append(' ');
      path.append(Chart.units(scale.place(points[i])));
      isOpen = true;
    }
    return path.toString();
  }

  private static String dots(double[] points, ValueAxis scale) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < points.length; i++) {
      if (!Double.isNaN(points[i])) {
        path.append('M').append(Chart.units(place(i, points.length))).append(' ');
        path.append(Chart.units(scale.place(points[i]))).append("h0");
      }
    }
    return path.toString();
  }
}
