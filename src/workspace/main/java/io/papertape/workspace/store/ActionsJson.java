package io.papertape.workspace.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.market.CorporateAction;
import io.papertape.market.CorporateActions;
import io.papertape.market.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Corporate actions in a data set's description: one object each, ratios and amounts as text.
final class ActionsJson {
  private ActionsJson() {}

  static void put(DataSet dataSet, ArrayNode array) {
    for (CorporateActions ofSymbol : dataSet.actions()) {
      for (CorporateAction action : ofSymbol.actions()) {
        ObjectNode node = array.addObject();
        node.put("symbol", ofSymbol.symbol())
            .put("exDate", action.exDate().toString())
            .put("exTime", Times.instant(action.exTimeNanos()).toString())
            .put("kind", ActionText.kind(action))
            .put("value", ActionText.value(action));
      }
    }
  }

  /// Reads the array; a missing one holds none.
  static List<CorporateActions> read(JsonNode array) {
    Map<String, List<CorporateAction>> bySymbol = new TreeMap<>();
    for (JsonNode node : array) {
      CorporateAction action =
          ActionText.parse(
              LocalDate.parse(node.required("exDate").asText()),
              Times.nanos(Instant.parse(node.required("exTime").asText())),
              node.required("kind").asText(),
              node.required("value").asText());
      bySymbol
          .computeIfAbsent(node.required("symbol").asText(), _ -> new ArrayList<>())
          .add(action);
    }
    return bySymbol.entrySet().stream()
        .map(entry -> new CorporateActions(entry.getKey(), entry.getValue()))
        .toList();
  }
}
