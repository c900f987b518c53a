package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.Counted;
import io.papertape.workspace.PlainText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A session as lines of at most so many columns.
final class SessionScreen {
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
    addPnl(session, lines, columns);
    lines.add(
        beside(
            "orders    %s working, %s%s"
                .formatted(
                    known(session, "workingOrders"),
                    fills(session),
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
    lines.addAll(PositionTable.of(session, columns));
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

  private static void addPnl(JsonNode session, List<String> lines, int columns) {
    if (session.has("pnl")) {
      JsonNode pnl = session.get("pnl");
      lines.addAll(
          wrapped(
              "P&L       ",
              "day %s (UTC)   realised %s   unrealised %s"
                  .formatted(
                      signed(text(pnl, "day")),
                      signed(text(pnl, "realised")),
                      signed(text(pnl, "unrealised"))),
              columns));
    }
    if (session.has("drawdown")) {
      JsonNode drawdown = session.get("drawdown");
      String stop =
          drawdown.has("stop") ? ", stop at %s %%".formatted(percent(text(drawdown, "stop"))) : "";
      boolean isStopped = session.path("drawdownStopped").asBoolean();
      lines.add(
          "drawdown  %s %%, deepest %s %%%s%s"
              .formatted(
                  percent(text(drawdown, "now")),
                  percent(text(drawdown, "deepest")),
                  stop,
                  isStopped ? ": STOPPED, only orders that reduce" : ""));
    }
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

  private static String fills(JsonNode session) {
    return "%s %s"
        .formatted(
            known(session, "fills"),
            Counted.words(session.path("fills").asLong(), "fill", "fills"));
  }

  private static String dropped(JsonNode session) {
    long all = 0;
    for (JsonNode one : session.path("dropped")) {
      all += one.asLong();
    }
    long waiting = session.path("waiting").asLong();
    return (all == 0 ? "" : Counted.of(all, "event") + " not on the tape")
        + (all > 0 && waiting > 0 ? ", " : "")
        + (waiting == 0 ? "" : Counted.of(waiting, "event") + " waiting");
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
    return session.has(key)
        ? "%s %s".formatted(money(text(session, key)), text(session, "currency")).stripTrailing()
        : UNKNOWN;
  }

  private static String known(JsonNode session, String key) {
    return session.has(key) ? text(session, key) : UNKNOWN;
  }

  static String money(String number) {
    return new BigDecimal(number).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  /// With its sign; what rounds to nothing has none.
  static String signed(String number) {
    BigDecimal rounded = new BigDecimal(number).setScale(2, RoundingMode.HALF_UP);
    return (rounded.signum() > 0 ? "+" : "") + rounded.toPlainString();
  }

  /// A fraction as percent.
  static String percent(String fraction) {
    return new BigDecimal(fraction)
        .multiply(HUNDRED)
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
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
