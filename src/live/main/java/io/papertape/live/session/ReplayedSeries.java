package io.papertape.live.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.CorporateActions;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.workspace.run.StrictObject;
import io.papertape.workspace.run.UsedSeries;
import io.papertape.workspace.store.Resolution;
import java.util.List;

/// Stored rows of one instrument that a session replays, as they were when it began: exactly those
/// that it tells. Rows that are added behind them later are none of it.
///
/// @param hash       content hash of the rows, 64 hex digits
/// @param firstNanos open time of the first bar, or time of the first tick
/// @param lastNanos  close time of the last bar, or time of the last tick
public record ReplayedSeries(
    String symbol, String hash, long rows, long firstNanos, long lastNanos) {
  static ReplayedSeries of(UsedSeries used) {
    return new ReplayedSeries(
        used.instrument().symbol(),
        used.hash(),
        used.rows(),
        used.firstOpenNanos(),
        used.lastCloseNanos());
  }

  /// What to ask the store for.
  UsedSeries stated(Instrument instrument, Resolution resolution) {
    CorporateActions none = new CorporateActions(symbol, List.of());
    return new UsedSeries(instrument, resolution, hash, rows, firstNanos, lastNanos, none);
  }

  void put(ObjectNode node) {
    node.put("symbol", symbol)
        .put("hash", hash)
        .put("rows", rows)
        .put("first", Times.instant(firstNanos).toString())
        .put("last", Times.instant(lastNanos).toString());
  }

  static ReplayedSeries read(StrictObject node) {
    ReplayedSeries series =
        new ReplayedSeries(
            node.text("symbol"),
            node.text("hash"),
            node.number("rows"),
            node.time("first"),
            node.time("last"));
    node.end();
    return series;
  }
}
