package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;

/// The keys of an instrument in manifests.
public final class InstrumentJson {
  private InstrumentJson() {}

  public static void put(ObjectNode node, Instrument instrument) {
    node.put("symbol", instrument.symbol())
        .put("assetClass", ManifestJson.code(instrument.assetClass()))
        .put("currency", instrument.currency())
        .put("priceStep", FixedPoint.format(instrument.priceStep()))
        .put("quantityStep", FixedPoint.format(instrument.quantityStep()))
        .put("multiplier", FixedPoint.format(instrument.multiplier()))
        .put("volumeStep", FixedPoint.format(instrument.volumeStep()))
        .put("calendar", instrument.calendar());
  }

  public static Instrument read(StrictObject node) {
    return new Instrument(
        node.text("symbol"),
        node.choice("assetClass", AssetClass.class),
        node.text("currency"),
        node.decimal("priceStep"),
        node.decimal("quantityStep"),
        node.decimal("multiplier"),
        node.decimal("volumeStep"),
        node.text("calendar"));
  }
}
