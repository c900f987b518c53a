package io.papertape.workspace.store;

import io.papertape.market.Instrument;
import java.io.IOException;

/// A series of one data set while it is written: its rows, and what describes them.
final class OpenSeries {
  private final RowWriter rows;
  private final Resolution resolution;
  private Instrument instrument;
  private Origin origin;
  private long firstNanos;
  private long lastNanos;

  OpenSeries(RowWriter rows, Instrument instrument, Resolution resolution, Origin origin)
      throws IOException {
    this.rows = rows;
    this.resolution = resolution;
    this.instrument = instrument;
    this.origin = origin;
    long committed = rows.committedRows();
    if (committed > 0) {
      try (RowReader stored = new RowReader(rows.folder(), committed)) {
        firstNanos = stored.read(0, 1)[0][0];
        int known = rows.folder().layout().knownColumn();
        lastNanos = stored.read(committed - 1, committed)[known][0];
      }
    }
  }

  RowWriter rows() {
    return rows;
  }

  Resolution resolution() {
    return resolution;
  }

  Instrument instrument() {
    return instrument;
  }

  Origin origin() {
    return origin;
  }

  /// Puts the final instrument definition and origin, once the whole source is known.
  void describe(Instrument finalInstrument, Origin finalOrigin) {
    instrument = finalInstrument;
    origin = finalOrigin;
  }

  /// Notes the times of a row about to be added.
  void reach(long startNanos, long knownNanos) {
    if (rows.rows() == 0) {
      firstNanos = startNanos;
    }
    lastNanos = knownNanos;
  }

  /// When the last row became known; 0 if there is none.
  long lastNanos() {
    return lastNanos;
  }

  /// Writes and syncs what is in memory and gives the description to commit.
  Series flush() throws IOException {
    String digest = rows.sync();
    return new Series(
        instrument,
        resolution,
        origin,
        rows.rows(),
        firstNanos,
        lastNanos,
        digest,
        rows.folder().generation());
  }
}
