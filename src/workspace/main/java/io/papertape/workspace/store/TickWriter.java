package io.papertape.workspace.store;

import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;

/// Appends quotes, or trade ticks, to one series; obtained from [DataSetWriter], which commits
/// them. Several rows of one time may follow each other.
public final class TickWriter {
  private final OpenSeries series;
  private final RowWriter rows;
  private long lastNanos;

  TickWriter(OpenSeries series) {
    this.series = series;
    rows = series.rows();
    lastNanos = rows.committedRows() == 0 ? Long.MIN_VALUE : series.lastNanos();
  }

  /// Adds a quote, fixed point; a size of 0 was not told.
  public void quote(long timeNanos, long bid, long bidSize, long ask, long askSize) {
    if (bid <= 0 || ask < bid || bidSize < 0 || askSize < 0) {
      throw new IllegalArgumentException(
          "Quote is impossible: timeNanos=%d, bid=%s, ask=%s. Check the source."
              .formatted(timeNanos, FixedPoint.format(bid), FixedPoint.format(ask)));
    }
    int at = begin(RowLayout.QUOTES, timeNanos);
    rows.set(1, at, bid);
    rows.set(2, at, bidSize);
    rows.set(3, at, ask);
    rows.set(4, at, askSize);
    rows.end();
  }

  /// Adds a trade tick, fixed point.
  public void trade(long timeNanos, long price, long quantity) {
    if (price <= 0 || quantity < 0) {
      throw new IllegalArgumentException(
          "Trade tick is impossible: timeNanos=%d, price=%s, quantity=%s. Check the source."
              .formatted(timeNanos, FixedPoint.format(price), FixedPoint.format(quantity)));
    }
    int at = begin(RowLayout.TRADES, timeNanos);
    rows.set(1, at, price);
    rows.set(2, at, quantity);
    rows.end();
  }

  private int begin(RowLayout layout, long timeNanos) {
    if (rows.folder().layout() != layout) {
      throw new IllegalStateException(
          "Series holds something else: resolution=%s. Write %s."
              .formatted(series.resolution(), series.resolution()));
    }
    if (timeNanos < lastNanos) {
      throw new IllegalArgumentException(
          "Events go back in time: timeNanos=%d, previous=%d. Sort the source by time."
              .formatted(timeNanos, lastNanos));
    }
    series.reach(timeNanos, timeNanos);
    lastNanos = timeNanos;
    int at = rows.begin();
    rows.set(0, at, timeNanos);
    return at;
  }

  /// Puts the final instrument definition and origin, once the whole source is known.
  public void describe(Instrument finalInstrument, Origin finalOrigin) {
    series.describe(finalInstrument, finalOrigin);
  }

  public Instrument instrument() {
    return series.instrument();
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

  /// Time of the last row; `Long.MIN_VALUE` if there is none.
  public long lastNanos() {
    return lastNanos;
  }
}
