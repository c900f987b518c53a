package io.papertape.workspace.report;

import io.papertape.performance.Series;
import java.util.Arrays;

/// A series with as many points as a screen has columns, without losing an extreme: of each
/// column the lowest and the highest value are kept, in order of time.
///
/// @param points what is drawn
/// @param of     number of points of the full series
record Thinned(Series points, int of) {
  /// Columns of a chart: about the pixels it has on a desk.
  static final int COLUMNS = 800;

  static Thinned of(Series series) {
    int size = series.size();
    if (size <= 2 * COLUMNS) {
      return new Thinned(series, size);
    }
    Picker picker = new Picker(series);
    long from = series.timeNanos()[0];
    double width = (double) (series.timeNanos()[size - 1] - from) / COLUMNS;
    int start = 0;
    while (start < size) {
      int column = column(series, start, from, width);
      int end = start + 1;
      while (end < size && column(series, end, from, width) == column) {
        end++;
      }
      picker.keepExtremes(start, end);
      start = end;
    }
    return new Thinned(picker.picked(), size);
  }

  boolean isThinned() {
    return points.size() < of;
  }

  private static int column(Series series, int index, long from, double width) {
    return Math.min(COLUMNS - 1, (int) ((series.timeNanos()[index] - from) / width));
  }

  /// Collects the points that stay. The last point of all stays too, so that the line ends where
  /// the series does.
  private static final class Picker {
    private final Series series;
    private final long[] times = new long[2 * COLUMNS + 2];
    private final double[] values = new double[2 * COLUMNS + 2];
    private int count;
    private int last = -1;

    Picker(Series series) {
      this.series = series;
      keep(0);
    }

    void keepExtremes(int start, int end) {
      int low = start;
      int high = start;
      for (int i = start; i < end; i++) {
        low = series.values()[i] < series.values()[low] ? i : low;
        high = series.values()[i] > series.values()[high] ? i : high;
      }
      keep(Math.min(low, high));
      keep(Math.max(low, high));
    }

    Series picked() {
      keep(series.size() - 1);
      return new Series(Arrays.copyOf(times, count), Arrays.copyOf(values, count));
    }

    private void keep(int index) {
      if (index > last) {
        times[count] = series.timeNanos()[index];
        values[count++] = series.values()[index];
        last = index;
      }
    }
  }
}
