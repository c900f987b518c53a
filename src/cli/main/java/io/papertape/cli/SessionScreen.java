package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A session as lines of at most so many columns.
final class SessionScreen {
  private static final int ID = 8;
  private static final int MOST_POSITIONS = 12;
  private static final int MOST_ENTRIES = 8;
  private static final List<String> NOTES = List.of("feedNotes", "recoveryNotes");
  private static final String UNKNOWN = "unknown";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private SessionScreen() {}

  /// Status, positions and last entries.
  static List<String> of(JsonNode session, int columns) {
    return of(session, columns, columns);
  }

  /// @param columns for which it is set
  /// @param most    where lines are cut
  static List<String> of(JsonNode session, int columns, int most) {
    List<String> lines = new ArrayList<>();
    lines.add(
        beside(
            "%s   %s".formatted(text(session, "strategy"), text(session, "state")),
            "session " + text(session, "id"),
            columns));
    if (session.has("reason")) {
      lines.addAll(wrapped("why       ", text(session, "reason"), columns));
    }
    if (session.has("hangsSince")) {
      lines.add("hangs     has taken no step since " + text(session, "hangsSince"));
    }
    lines.add("feed      " + text(session, "feed"));
    if (!session.path("parameters").isEmpty()) {
      lines.addAll(wrapped("with      ", parameters(session), columns));
    }
    lines.add(
        beside(
            "time      " + (session.has("time") ? time(session) + " UTC" : "nothing has come yet"),
            "entries %s   moments %s"
                .formatted(known(session, "entries"), known(session, "moments")),
            columns));
    lines.add(
        beside(
            "equity    %s   %s".formatted(money(session, "equity"), profit(session)),
            "cash " + money(session, "cash"),
            columns));
    lines.add(
        beside(
            "orders    %s working, %s fills%s"
                .formatted(
                    known(session, "workingOrders"),
                    known(session, "fills"),
                    session.has("fees") ? ", fees " + money(session, "fees") : ""),
            dropped(session),
            columns));
    if (session.has("model")) {
      lines.add("model     " + model(session.get("model")));
    }
    for (String notes : NOTES) {
      session
          .path(notes)
          .forEach(note -> lines.addAll(wrapped("note      ", note.asText(), columns)));
    }
    addPositions(session, lines);
    addOrders(session, lines);
    addEntries(session, lines);
    return lines.stream().map(line -> cut(PlainText.of(line), most)).toList();
  }

  /// What a person has to read whole.
  private static List<String> wrapped(String head, String text, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    int room = Math.max(1, columns - head.length());
    while (rest.length() > room) {
      int space = rest.lastIndexOf(' ', room);
      int end = space > 0 ? space : room;
      lines.add(rest.substring(0, end));
      rest = rest.substring(space > 0 ? end + 1 : end);
    }
    lines.add(rest);
    String indent = " ".repeat(head.length());
    return IntStream.range(0, lines.size())
        .mapToObj(i -> (i == 0 ? head : indent) + lines.get(i))
        .toList();
  }

  private static String parameters(JsonNode session) {
    return session.path("parameters").properties().stream()
        .map(one -> one.getKey() + "=" + one.getValue().asText())
        .collect(Collectors.joining(", "));
  }

  private static String model(JsonNode model) {
    String counts =
        "%s asked, %s failed".formatted(text(model, "asked"), text(model, "failed"))
            + (model.path("skipped").asLong() == 0
                ? ""
                : ", %s not asked".formatted(text(model, "skipped")));
    return model.path("down").asBoolean()
        ? "DOWN, no orders: %s   %s".formatted(text(model, "reason"), counts)
        : String.format(
            Locale.ROOT,
            "%s answers in %.1f ms, 99 of 100 in %.1f ms   %s",
            text(model, "name"),
            model.path("p50Millis").asDouble(),
            model.path("p99Millis").asDouble(),
            counts);
  }

  private static void addPositions(JsonNode session, List<String> lines) {
    JsonNode positions = session.path("positions");
    if (!session.has("fills")) {
      lines.add("positions unknown");
    }
    if (positions.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(position("symbol", "position", "avg price", "price", "value", "open P&L", "data"));
    int shown = 0;
    for (JsonNode one : positions) {
      if (shown++ < MOST_POSITIONS) {
        boolean isFlat = text(one, "quantity").equals("0");
        lines.add(
            position(
                text(one, "symbol"),
                isFlat ? "-" : EntryWords.rounded(text(one, "quantity")),
                isFlat ? "-" : EntryWords.rounded(text(one, "averagePrice")),
                text(one, "price").equals("0") ? "-" : EntryWords.rounded(text(one, "price")),
                isFlat ? "-" : money(text(one, "value")),
                isFlat || !one.has("openProfit") ? "-" : money(text(one, "openProfit")),
                text(one, "input")));
      }
    }
    if (shown > MOST_POSITIONS) {
      lines.add("and %d more".formatted(shown - MOST_POSITIONS));
    }
  }

  private static String position(
      String symbol,
      String quantity,
      String paid,
      String price,
      String value,
      String profit,
      String data) {
    return "%-9s %9s %11s %11s %12s %11s  %s"
        .formatted(symbol, quantity, paid, price, value, profit, data);
  }

  private static void addOrders(JsonNode session, List<String> lines) {
    JsonNode orders = session.path("orders");
    if (orders.isEmpty()) {
      return;
    }
    lines.add("");
    for (JsonNode one : orders) {
      String quantity = one.has("quantity") ? " " + EntryWords.rounded(text(one, "quantity")) : "";
      String prices =
          (one.has("limit") ? " at limit " + EntryWords.rounded(text(one, "limit")) : "")
              + (one.has("stop") ? " at stop " + EntryWords.rounded(text(one, "stop")) : "");
      lines.add(
          "order %s  %-8s %s%s%s, works since %s"
              .formatted(
                  text(one, "order"),
                  text(one, "symbol"),
                  text(one, "side"),
                  quantity,
                  prices.isEmpty() ? " at the market" : prices,
                  EntryWords.time(text(one, "since"))));
    }
    int more = session.path("workingOrders").asInt() - orders.size();
    if (more > 0) {
      lines.add("and %d more".formatted(more));
    }
  }

  private static void addEntries(JsonNode session, List<String> lines) {
    List<JsonNode> entries = new ArrayList<>();
    session.path("last").forEach(entries::add);
    if (!entries.isEmpty()) {
      lines.add("");
      int from = Math.max(0, entries.size() - MOST_ENTRIES);
      entries.subList(from, entries.size()).forEach(entry -> lines.add(EntryWords.line(entry)));
    }
  }

  private static String time(JsonNode session) {
    return EntryWords.time(text(session, "time"));
  }

  private static String dropped(JsonNode session) {
    long all = 0;
    for (JsonNode one : session.path("dropped")) {
      all += one.asLong();
    }
    long waiting = session.path("waiting").asLong();
    return (all == 0 ? "" : (all == 1 ? "1 event" : all + " events") + " not on the tape")
        + (all > 0 && waiting > 0 ? ", " : "")
        + (waiting == 0 ? "" : (waiting == 1 ? "1 event waiting" : waiting + " events waiting"));
  }

  /// Equity over starting cash, with its sign.
  static String profit(JsonNode session) {
    BigDecimal cash = new BigDecimal(session.path("startingCash").asText("0"));
    BigDecimal equity = new BigDecimal(session.path("equity").asText("0"));
    if (cash.signum() == 0 || equity.signum() == 0) {
      return "";
    }
    BigDecimal gain = equity.subtract(cash);
    return String.format(
        Locale.ROOT,
        "%+.2f (%+.2f %%)",
        gain,
        gain.multiply(HUNDRED).divide(cash, 4, RoundingMode.HALF_UP));
  }

  private static String money(JsonNode session, String key) {
    return session.has(key) ? money(text(session, key)) : UNKNOWN;
  }

  private static String known(JsonNode session, String key) {
    return session.has(key) ? text(session, key) : UNKNOWN;
  }

  static String money(String number) {
    return new BigDecimal(number).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  /// One line of a list.
  static String row(JsonNode session) {
    return "%-8s  %-10s %-24s %14s  %-24s %s"
        .formatted(
            text(session, "id").substring(0, ID),
            session.has("hangsSince") ? "hangs" : text(session, "state"),
            cut(text(session, "strategy"), 24),
            money(session, "equity"),
            profit(session),
            text(session, "feed"))
        .stripTrailing();
  }

  private static String beside(String left, String right, int columns) {
    if (right.isEmpty()) {
      return left;
    }
    int gap = columns - left.length() - right.length();
    return gap < 2 ? left : left + " ".repeat(gap) + right;
  }

  private static String cut(String line, int columns) {
    return line.length() <= columns ? line : line.substring(0, columns - 1) + "…";
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText("");
  }
}
