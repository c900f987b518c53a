package io.papertape.market;

import java.util.Arrays;

/// Bars of one instrument that come one by one, as columns that grow until they hold twice what is
/// to be kept; then the older half is let go.
final class GrowingBars {
  private static final int FIRST_CAPACITY = 256;
  private static final int COLUMNS = 7;

  private final long[][] columns = new long[COLUMNS][FIRST_CAPACITY];
  private final BarHistory history = new BarHistory(new BarColumns.Builder().build());
  private final int kept;
  private int size;

  /// @param kept how many of the last bars are kept at least
  GrowingBars(int kept) {
    this.kept = kept;
  }

  static GrowingBars[] of(int instruments, int kept) {
    GrowingBars[] all = new GrowingBars[instruments];
    Arrays.setAll(all, _ -> new GrowingBars(kept));
    return all;
  }

  /// Before the first bar of each instrument.
  static BarColumns[] none(int instruments) {
    BarColumns[] none = new BarColumns[instruments];
    Arrays.fill(none, new BarColumns.Builder().build());
    return none;
  }

  /// Takes the next bar.
  ///
  /// @return all bars that are kept
  BarColumns add(Bar bar) {
    if (size > 0 && bar.openTimeNanos() <= columns[0][size - 1]) {
      throw new IllegalArgumentException(
          "Bars go back in time: openTimeNanos=%d, previous=%d. Sort the source by time."
              .formatted(bar.openTimeNanos(), columns[0][size - 1]));
    }
    if (size / 2 == kept) {
      for (long[] column : columns) {
        System.arraycopy(column, size - kept, column, 0, kept);
      }
      size = kept;
    } else if (size == columns[0].length) {
      Arrays.setAll(columns, i -> Arrays.copyOf(columns[i], size * 2));
    }
    columns[0][size] = bar.openTimeNanos();
    columns[1][size] = bar.closeTimeNanos();
    columns[2][size] = bar.open();
    columns[3][size] = bar.high();
    columns[4][size] = bar.low();
    columns[5][size] = bar.close();
    columns[6][size] = bar.volume();
    size++;
    BarColumns all =
        new BarColumns(
            size,
            columns[0],
            columns[1],
            columns[2],
            columns[3],
            columns[4],
            columns[5],
            columns[6]);
    history.grow(all);
    return all;
  }

  BarHistory history() {
    return history;
  }
}
