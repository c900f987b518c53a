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
      BarColumns last = rows.folder().bars(committed - 1, committed);
      lastOpenNanos = last.openTimeNanos()[0];
      lastCloseNanos = last.closeTimeNanos()[0];
      lastClose = last.close()[0];
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
    if (openTimeNanos <= lastOpenNanos) {
      throw new IllegalArgumentException(
          "Bars go back in time: openTimeNanos=%d, previous=%d. Sort the source by time."
              .formatted(openTimeNanos, lastOpenNanos));
    }
    series.reach(openTimeNanos, closeTimeNanos);
    int at = rows.begin();
    rows.set(0, at, openTimeNanos);
    rows.set(1, at, closeTimeNanos);
    rows.set(2, at, open);
    rows.set(3, at, high);
    rows.set(4, at, low);
    rows.set(5, at, close);
    rows.set(6, at, volume);
    lastOpenNanos = openTimeNanos;
    lastCloseNanos = closeTimeNanos;
    lastClose = close;
    rows.end();
  }

  /// Adds all bars, oldest first.
  public void add(BarColumns bars) {
    for (int i = 0; i < bars.size(); i++) {
      add(
          bars.openTimeNanos()[i],
          bars.closeTimeNanos()[i],
          bars.open()[i],
          bars.high()[i],
          bars.low()[i],
          bars.close()[i],
          bars.volume()[i]);
    }
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
