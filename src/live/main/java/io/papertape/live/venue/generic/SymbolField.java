package io.papertape.live.venue.generic;

import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.generic.FieldPath.Place;

/// Where a rule finds the symbol, and what stands before it there: `live_trades_` of
/// `live_trades_btcusd`.
record SymbolField(Field field, String prefix) {
  static SymbolField of(Section section) {
    return new SymbolField(
        Field.of(section, "symbol"), section.findText("symbol-prefix").orElse(""));
  }

  String read(Place place) {
    String text = field.read(place, JsonValue::text);
    if (!text.startsWith(prefix)) {
      throw new FrameException(
          "key=symbol-prefix: Text begins otherwise: prefix=%s, text=%s."
              .formatted(prefix, FrameException.shortened(text)));
    }
    return text.substring(prefix.length());
  }
}
