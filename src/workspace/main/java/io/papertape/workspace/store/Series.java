package io.papertape.workspace.store;

import io.papertape.market.Instrument;

/// Committed rows of one instrument at one resolution, described: bars, quotes or trade ticks.
///
/// @param rows           rows committed; the column files may be longer while a writer is at work
/// @param firstOpenNanos open time of the first bar, or time of the first tick; 0 if there is
///      none
/// @param lastCloseNanos close time of the last bar, or time of the last tick; 0 if there is
///      none
/// @param hash           content hash of the columns ([ContentHash]), 64 hex digits
/// @param generation     names the column files; a replaced series gets the next one
public record Series(
    Instrument instrument,
    Resolution resolution,
    Origin origin,
    long rows,
    long firstOpenNanos,
    long lastCloseNanos,
    String hash,
    int generation) {

  public String symbol() {
    return instrument.symbol();
  }
}
