package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.cli.TextTable.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Sessions as a table.
final class SessionList {
  private static final int ID = 8;
  private static final int MINUTES = 16;
  private static final String UNKNOWN = "unknown";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private SessionList() {}

  static List<String> of(List<JsonNode> sessions) {
    TextTable table =
        new TextTable(
            Column.text("session"),
            Column.text("state"),
            Column.text("strategy"),
            Column.text("begun (UTC)"),
            Column.text("currency"),
            Column.number("equity"),
            Column.number("P&L"),
            Column.number("P&L %"),
            Column.number("P&L of day"),
            Column.number("drawdown %"),
            Column.text("feed"));
    for (JsonNode one : sessions) {
      table.row(
          text(one, "id").substring(0, ID),
          state(one),
          text(one, "strategy"),
          begun(one),
          text(one, "currency"),
          one.has("equity") ? SessionScreen.money(text(one, "equity")) : UNKNOWN,
          gain(one),
          gainPercent(one),
          one.has("pnl") ? SessionScreen.signed(text(one.path("pnl"), "day")) : UNKNOWN,
          one.has("drawdown") ? SessionScreen.percent(text(one.path("drawdown"), "now")) : UNKNOWN,
          text(one, "feed"));
    }
    return table.lines(Integer.MAX_VALUE);
  }

  /// As the list shows it, and `--state` takes it.
  static String state(JsonNode session) {
    return session.has("hangsSince") ? "hangs" : text(session, "state");
  }

  private static String begun(JsonNode session) {
    String time = EntryWords.time(text(session, "begun"));
    return time.length() < MINUTES ? "" : time.substring(0, MINUTES);
  }

  private static String gain(JsonNode session) {
    return session.has("equity") ? SessionScreen.signed(difference(session).toPlainString()) : "";
  }

  private static BigDecimal difference(JsonNode session) {
    return new BigDecimal(text(session, "equity"))
        .subtract(new BigDecimal(session.path("startingCash").asText("0")));
  }

  private static String gainPercent(JsonNode session) {
    BigDecimal cash = new BigDecimal(session.path("startingCash").asText("0"));
    if (!session.has("equity") || cash.signum() == 0) {
      return "";
    }
    BigDecimal gain = difference(session).multiply(HUNDRED).divide(cash, 4, RoundingMode.HALF_UP);
    return SessionScreen.signed(gain.toPlainString());
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText("");
  }
}
