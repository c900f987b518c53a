package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.execution.WorkingOrder;
import io.papertape.journal.Sha256;
import io.papertape.live.session.SessionStatus.Position;
import io.papertape.live.session.SessionStatus.State;
import io.papertape.market.InputState;
import io.papertape.order.Side;
import io.papertape.workspace.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How a session stood when a life of it ended, for whoever shows it later: its tape is not run
/// again for that. It counts only while the journal still ends with the same entry, and may be
/// deleted at any time: what it would say is then shown as unknown.
final class LastStatus {
  static final String NAME = "last.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private LastStatus() {}

  private static Path file(SessionFolder folder) {
    return folder.journal().resolveSibling(NAME);
  }

  /// Keeps one.
  ///
  /// @param lastLine of the journal
  static void keep(SessionFolder folder, SessionStatus status, String lastLine) throws IOException {
    ObjectNode node =
        JSON.createObjectNode()
            .put("journal", hash(lastLine))
            .put("time", status.timeNanos())
            .put("moments", status.moments())
            .put("entries", status.entries())
            .put("cash", status.cash())
            .put("equity", status.equity())
            .put("workingOrders", status.workingOrders())
            .put("fills", status.fills())
            .put("drawdownStopped", status.isDrawdownStopped());
    for (Position one : status.position()) {
      node.withArray("positions")
          .addObject()
          .put("symbol", one.symbol())
          .put("quantity", one.quantity())
          .put("averagePrice", one.averagePrice())
          .put("price", one.price())
          .put("value", one.value())
          .put("input", one.input().name());
    }
    status.dropped().forEach(node.putObject("dropped")::put);
    status.last().forEach(node.putArray("last")::add);
    status.halt().ifPresent(why -> node.put("why", why));
    status.pnl().ifPresent(pnl -> write(pnl, node.putObject("pnl")));
    status.trading().ifPresent(trading -> write(trading, node.putObject("trading")));
    DurableFiles.replace(file(folder), JSON.writeValueAsBytes(node));
  }

  private static void write(SessionStatus.Trading trading, ObjectNode node) {
    node.put("feesPaid", trading.feesPaid());
    for (WorkingOrder one : trading.orders()) {
      node.withArray("orders")
          .addObject()
          .put("order", one.id())
          .put("instrument", one.instrument())
          .put("side", one.side().name())
          .put("quantity", one.quantity())
          .put("limit", one.limit())
          .put("stop", one.stop())
          .put("since", one.sinceNanos());
    }
  }

  private static SessionStatus.Trading trading(JsonNode node) {
    List<WorkingOrder> orders = new ArrayList<>();
    for (JsonNode one : node.path("orders")) {
      orders.add(
          new WorkingOrder(
              one.required("order").asInt(),
              one.required("instrument").asInt(),
              Side.valueOf(one.required("side").asText()),
              one.required("quantity").asLong(),
              one.required("limit").asLong(),
              one.required("stop").asLong(),
              one.required("since").asLong()));
    }
    return new SessionStatus.Trading(orders, node.required("feesPaid").asLong());
  }

  private static void write(SessionPnl pnl, ObjectNode node) {
    node.put("dayStartEquity", pnl.dayStartEquity())
        .put("peakEquity", pnl.peakEquity())
        .put("drawdown", pnl.drawdown())
        .put("deepestDrawdown", pnl.deepestDrawdown());
    for (SessionPnl.OfInstrument one : pnl.instruments()) {
      node.withArray("instruments")
          .addObject()
          .put("realised", one.realised())
          .put("unrealised", one.unrealised())
          .put("feesPaid", one.feesPaid());
    }
  }

  private static SessionPnl pnl(JsonNode node) {
    List<SessionPnl.OfInstrument> instruments = new ArrayList<>();
    for (JsonNode one : node.path("instruments")) {
      instruments.add(
          new SessionPnl.OfInstrument(
              one.required("realised").asLong(),
              one.required("unrealised").asLong(),
              one.required("feesPaid").asLong()));
    }
    return new SessionPnl(
        node.required("dayStartEquity").asLong(),
        node.required("peakEquity").asLong(),
        node.required("drawdown").asLong(),
        node.required("deepestDrawdown").asLong(),
        instruments);
  }

  private static String hash(String line) {
    return Sha256.hex(line.getBytes(StandardCharsets.UTF_8));
  }

  /// Empty if there is none, or none of this journal.
  static Optional<SessionStatus> of(SessionFolder folder, String lastLine) {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(file(folder).toFile());
      return node.path("journal").asText().equals(hash(lastLine))
          ? Optional.of(read(node))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty(); // it is a cache
    }
  }

  private static SessionStatus read(JsonNode node) {
    List<Position> positions = new ArrayList<>();
    for (JsonNode one : node.path("positions")) {
      positions.add(
          new Position(
              one.required("symbol").asText(),
              one.required("quantity").asLong(),
              one.required("averagePrice").asLong(),
              one.required("price").asLong(),
              one.required("value").asLong(),
              InputState.valueOf(one.required("input").asText())));
    }
    Map<String, Long> dropped = new TreeMap<>();
    node.path("dropped")
        .properties()
        .forEach(entry -> dropped.put(entry.getKey(), entry.getValue().asLong()));
    List<String> last = new ArrayList<>();
    node.path("last").forEach(line -> last.add(line.asText()));
    return new SessionStatus(
        State.HALTED,
        node.required("time").asLong(),
        node.required("moments").asLong(),
        node.required("entries").asLong(),
        node.required("cash").asLong(),
        node.required("equity").asLong(),
        node.required("workingOrders").asInt(),
        node.required("fills").asInt(),
        positions,
        dropped,
        0,
        last,
        Optional.ofNullable(node.get("why")).map(JsonNode::asText),
        node.required("drawdownStopped").asBoolean(),
        Optional.empty(),
        Optional.ofNullable(node.get("trading")).map(LastStatus::trading),
        Optional.ofNullable(node.get("pnl")).map(LastStatus::pnl));
  }
}
