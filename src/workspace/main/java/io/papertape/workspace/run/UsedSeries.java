package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.AssetClass;
import io.papertape.market.BarColumns;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import io.papertape.market.Times;
import io.papertape.workspace.store.DataStore;
import io.papertape.workspace.store.Resolution;

/// One instrument of a run with the bars that were used, as the manifest states them.
///
/// @param hash           content hash of exactly the bars used, 64 hex digits
/// @param firstOpenNanos open time of the first bar used
/// @param lastCloseNanos close time of the last bar used
public record UsedSeries(
    Instrument instrument,
    Resolution resolution,
    String hash,
    long rows,
    long firstOpenNanos,
    long lastCloseNanos) {

  static UsedSeries of(Instrument instrument, Resolution resolution, BarColumns bars) {
    return new UsedSeries(
        instrument,
        resolution,
        DataStore.contentHash(bars),
        bars.size(),
        bars.openTimeNanos()[0],
        bars.closeTimeNanos()[bars.size() - 1]);
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("symbol", instrument.symbol())
        .put("assetClass", ManifestJson.code(instrument.assetClass()))
        .put("currency", instrument.currency())
        .put("priceStep", FixedPoint.format(instrument.priceStep()))
        .put("quantityStep", FixedPoint.format(instrument.quantityStep()))
        .put("multiplier", FixedPoint.format(instrument.multiplier()))
        .put("volumeStep", FixedPoint.format(instrument.volumeStep()))
        .put("calendar", instrument.calendar())
        .put("resolution", resolution.toString())
        .put("hash", hash)
        .put("rows", rows)
        .put("firstOpen", Times.instant(firstOpenNanos).toString())
        .put("lastClose", Times.instant(lastCloseNanos).toString());
    node.putArray("corporateActions");
    return node;
  }

  static UsedSeries read(StrictObject node) {
    Instrument instrument =
        new Instrument(
            node.text("symbol"),
            node.choice("assetClass", AssetClass.class),
            node.text("currency"),
            node.decimal("priceStep"),
            node.decimal("quantityStep"),
            node.decimal("multiplier"),
            node.decimal("volumeStep"),
            node.text("calendar"));
    UsedSeries series =
        new UsedSeries(
            instrument,
            node.parsed("resolution", Resolution::parse),
            node.text("hash"),
            node.number("rows"),
            node.time("firstOpen"),
            node.time("lastClose"));
    node.objects("corporateActions").forEach(StrictObject::end);
    node.end();
    return series;
  }
}
