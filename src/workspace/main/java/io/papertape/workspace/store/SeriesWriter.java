package io.papertape.workspace.store;

import io.papertape.market.BarColumns;
import io.papertape.market.Instrument;
import java.io.IOException;

/// Appends bars to one series; obtained from [DataSetWriter], which commits them.
public final class SeriesWriter {
  private final OpenSeries series;
  private final RowWriter rows;

  private long lastOpenNanos = Long.MIN_VALUE;
  private long lastCloseNanos;
  private long lastClose;

  SeriesWriter(OpenSeries series) throws IOException {
    this.series = series;
    rows = series.rows();
    long committed = rows.committedRows();
    if (committed > 0) {
      try (RowReader stored = new RowReader(rows.folder(), committed)) {
        reach(RowLayout.bars(stored.read(committed - 1, committed)), 0);
      }
    }
  }

  /// Adds a bar that opens after the one before it; prices fixed point, volume in volume steps.
  public void add(
      long openTimeNanos,
      long closeTimeNanos,
      long open,
      long high,
      long low,
      long close,
      long volume) {
    checkRises(openTimeNanos, lastOpenNanos);
    series.reach(openTimeNanos, closeTimeNanos);
    int row = rows.begin();
    rows.set(0, row, openTimeNanos);
    rows.set(1, row, closeTimeNanos);
    rows.set(2, row, open);
    rows.set(3, row, high);
    rows.set(4, row, low);
    rows.set(5, row, close);
    rows.set(6, row, volume);
    lastOpenNanos = openTimeNanos;
    lastCloseNanos = closeTimeNanos;
    lastClose = close;
    rows.end();
  }

  /// Adds all bars, oldest first.
  public void add(BarColumns bars) {
    add(bars, 0, bars.size());
  }

  /// Adds the bars `[from, to)`, oldest first.
  public void add(BarColumns bars, int from, int to) {
    if (from == to) {
      return;
    }
    long[] opens = bars.openTimeNanos();
    checkRises(opens[from], lastOpenNanos);
    for (int i = from + 1; i < to; i++) {
      checkRises(opens[i], opens[i - 1]);
    }
    series.reach(opens[from], bars.closeTimeNanos()[to - 1]);
    rows.add(RowLayout.of(bars), from, to);
    reach(bars, to - 1);
  }

  private static void checkRises(long openTimeNanos, long previousNanos) {
    if (openTimeNanos <= previousNanos) {
      throw new IllegalArgumentException(
          "Bars go back in time: openTimeNanos=%d, previous=%d. Sort the source by time."
              .formatted(openTimeNanos, previousNanos));
    }
  }

  private void reach(BarColumns bars, int last) {
    lastOpenNanos = bars.openTimeNanos()[last];
    lastCloseNanos = bars.closeTimeNanos()[last];
    lastClose = bars.close()[last];
  }

  /// Puts the final instrument definition and origin, once the whole source is known.
  public void describe(Instrument finalInstrument, Origin finalOrigin) {
    series.describe(finalInstrument, finalOrigin);
  }

  public Instrument instrument() {
    return series.instrument();
  }

  public Resolution resolution() {
    return series.resolution();
  }

  public Origin origin() {
    return series.origin();
  }

  /// Rows so far, the not yet committed ones included.
  public long rows() {
    return rows.rows();
  }

  /// Rows that were there before this writer.
  public long committedRows() {
    return rows.committedRows();
  }

  /// Open time of the last bar; `Long.MIN_VALUE` if there is none.
  public long lastOpenNanos() {
    return lastOpenNanos;
  }

  public long lastCloseNanos() {
    return lastCloseNanos;
  }

  /// Close of the last bar, fixed point; 0 if there is none.
  public long lastClose() {
    return lastClose;
  }
}
