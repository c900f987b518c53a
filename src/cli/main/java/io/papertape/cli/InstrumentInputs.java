package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.workspace.run.InstrumentJson;
import io.papertape.workspace.run.RunDiff.Side;
import java.util.Map;
import java.util.TreeMap;

/// The instruments of a run and of a session, whose manifests state them in other places and with
/// other company: the bars that a run used, the venue that a session heard. What both state is
/// compared, symbol by symbol.
final class InstrumentInputs {
  private static final String INSTRUMENTS = "instruments";
  private static final String DATA = "data";

  private InstrumentInputs() {}

  /// The side with its instruments by symbol; one that the other side lacks in a word.
  static Side aligned(Side side, Side other) {
    if (!(side.inputs().deepCopy() instanceof ObjectNode inputs)) {
      return side;
    }
    Map<String, JsonNode> own = bySymbol(inputs);
    Map<String, JsonNode> others = bySymbol(other.inputs());
    inputs.remove(INSTRUMENTS);
    if (inputs.get(DATA) instanceof ObjectNode data) {
      data.remove(INSTRUMENTS);
    }
    ObjectNode all = inputs.putObject(INSTRUMENTS);
    own.forEach(
        (symbol, stated) -> {
          if (others.containsKey(symbol)) {
            ObjectNode one = all.putObject(symbol);
            InstrumentJson.keys().stream()
                .filter(key -> stated.has(key))
                .forEach(key -> one.set(key, stated.get(key)));
          } else {
            all.put(symbol, "there");
          }
        });
    return new Side(inputs, side.journal(), side.figures());
  }

  private static Map<String, JsonNode> bySymbol(JsonNode inputs) {
    JsonNode stated = inputs.has(INSTRUMENTS) ? inputs : inputs.path(DATA);
    Map<String, JsonNode> all = new TreeMap<>();
    stated.path(INSTRUMENTS).forEach(one -> all.put(one.path("symbol").asText(), one));
    return all;
  }
}
