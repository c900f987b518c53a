package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.AssetClass;
import io.papertape.market.FixedPoint;
import io.papertape.market.Instrument;
import java.util.ArrayList;
import java.util.List;

/// The keys of an instrument in manifests; one that not every instrument has is left out without.
public final class InstrumentJson {
  private static final String MIN_NOTIONAL = "minNotional";

  private static final List<String> KEYS =
      keysOf(Instrument.crypto("ANY").withMinNotional(FixedPoint.ONE));

  private InstrumentJson() {}

  /// All that an instrument may have, in their order.
  public static List<String> keys() {
    return KEYS;
  }

  private static List<String> keysOf(Instrument instrument) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node, instrument);
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return List.copyOf(keys);
  }

  public static void put(ObjectNode node, Instrument instrument) {
    node.put("symbol", instrument.symbol())
        .put("assetClass", ManifestJson.code(instrument.assetClass()))
        .put("currency", instrument.currency())
        .put("priceStep", FixedPoint.format(instrument.priceStep()))
        .put("quantityStep", FixedPoint.format(instrument.quantityStep()))
        .put("multiplier", FixedPoint.format(instrument.multiplier()))
        .put("volumeStep", FixedPoint.format(instrument.volumeStep()))
        .put("calendar", instrument.calendar());
    if (instrument.minNotional() > 0) {
      node.put(MIN_NOTIONAL, FixedPoint.format(instrument.minNotional()));
    }
  }

  public static Instrument read(StrictObject node) {
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
    return node.has(MIN_NOTIONAL)
        ? instrument.withMinNotional(node.decimal(MIN_NOTIONAL))
        : instrument;
  }
}
