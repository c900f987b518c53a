package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The instruments of a session: what is held, what it has gained, how its data are.
final class PositionTable {
  private static final int MOST = 12;
  private static final String NONE = "-";

  private PositionTable() {}

  /// @param room columns of the terminal
  static List<String> of(JsonNode session, int room) {
    List<String> lines = new ArrayList<>();
    if (!session.has("fills")) {
      lines.add("positions unknown");
    }
    List<JsonNode> all = new ArrayList<>();
    session.path("positions").forEach(all::add);
    if (all.isEmpty()) {
      return lines;
    }
    if (all.size() > MOST) {
      all.sort(Comparator.comparing(PositionTable::isQuiet)); // what is held is not cut away
    }
    TextTable table =
        new TextTable(
            Column.text("symbol"),
            Column.number("position"),
            Column.number("avg price").optional(2),
            Column.number("price").optional(1),
            Column.number("value").optional(3),
            Column.number("unrealised"),
            Column.number("realised"),
            Column.text("data"));
    all.stream().limit(MOST).forEach(one -> add(one, table));
    lines.add("");
    lines.addAll(table.lines(room));
    if (all.size() > MOST) {
      lines.add("and %d more".formatted(all.size() - MOST));
    }
    return lines;
  }

  private static boolean isFlat(JsonNode one) {
    return text(one, "quantity").equals("0");
  }

  private static boolean isQuiet(JsonNode one) {
    return isFlat(one) && one.path("input").asText("live").equals("live");
  }

  private static void add(JsonNode one, TextTable table) {
    boolean isFlat = isFlat(one);
    table.row(
        text(one, "symbol"),
        isFlat ? NONE : EntryWords.rounded(text(one, "quantity")),
        isFlat ? NONE : EntryWords.rounded(text(one, "averagePrice")),
        text(one, "price").equals("0") ? NONE : EntryWords.rounded(text(one, "price")),
        isFlat ? NONE : SessionScreen.money(text(one, "value")),
        isFlat ? NONE : money(one, "unrealisedPnl"),
        money(one, "realisedPnl"),
        one.path("input").asText(NONE));
  }

  private static String money(JsonNode one, String key) {
    return one.has(key) ? SessionScreen.money(text(one, key)) : NONE;
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText("");
  }
}
