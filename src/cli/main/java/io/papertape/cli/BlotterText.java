package io.papertape.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.cli.TextTable.Column;
import io.papertape.live.session.Blotter;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A blotter for people and as JSON; numbers of both are decimal text.
final class BlotterText {
  private BlotterText() {}

  /// @param currency of all its money
  static List<String> lines(Blotter blotter, String currency, boolean hasOrders, boolean hasFills) {
    List<String> lines = new ArrayList<>();
    if (hasOrders) {
      lines.addAll(blotter.orders().isEmpty() ? List.of("No orders.") : orders(blotter));
    }
    if (hasOrders && hasFills) {
      lines.add("");
    }
    if (hasFills) {
      lines.addAll(blotter.fills().isEmpty() ? List.of("No fills.") : fills(blotter, currency));
    }
    return lines;
  }

  private static List<String> orders(Blotter blotter) {
    TextTable table =
        new TextTable(
            Column.text("time (UTC)"),
            Column.number("order"),
            Column.text("symbol"),
            Column.text("side"),
            Column.text("type"),
            Column.number("quantity"),
            Column.number("limit"),
            Column.number("stop"),
            Column.number("filled"),
            Column.number("avg price"),
            Column.text("state"),
            Column.text("reason"),
            Column.number("decision"),
            Column.text("why"));
    for (Blotter.Order one : blotter.orders()) {
      table.row(
          time(one.timeNanos()),
          one.order() == 0 ? "-" : Long.toString(one.order()),
          one.symbol(),
          one.side(),
          one.type(),
          one.quantity().map(FixedPoint::format).orElse(one.size()),
          decimal(one.limit()),
          decimal(one.stop()),
          FixedPoint.format(one.filled()),
          one.averagePrice() == 0 ? "-" : FixedPoint.format(one.averagePrice()),
          one.state(),
          one.reason().equals(one.state()) ? "" : one.reason(),
          entry(one.why()),
          one.why().reason());
    }
    return table.lines(Integer.MAX_VALUE);
  }

  private static List<String> fills(Blotter blotter, String currency) {
    TextTable table =
        new TextTable(
            Column.text("time (UTC)"),
            Column.number("order"),
            Column.text("symbol"),
            Column.text("side"),
            Column.text("type"),
            Column.number("quantity"),
            Column.number("price"),
            Column.number("fee"),
            Column.number("realised"),
            Column.number("position"),
            Column.number("decision"),
            Column.text("why"));
    for (Blotter.Fill one : blotter.fills()) {
      table.row(
          time(one.timeNanos()),
          Long.toString(one.order()),
          one.symbol(),
          one.side(),
          one.type(),
          FixedPoint.format(one.quantity()),
          FixedPoint.format(one.price()),
          FixedPoint.format(one.fee()),
          FixedPoint.format(one.realised()),
          FixedPoint.format(one.position()),
          entry(one.why()),
          one.why().reason());
    }
    List<String> lines = new ArrayList<>(table.lines(Integer.MAX_VALUE));
    int count = blotter.fills().size();
    lines.add(
        "%s by the model %s, realised %s %s, fees %s %s"
            .formatted(
                Counted.of(count, "fill"),
                blotter.fills().getFirst().model(),
                FixedPoint.format(blotter.realised()),
                currency,
                FixedPoint.format(blotter.feesPaid()),
                currency));
    return lines;
  }

  private static String time(long nanos) {
    return EntryWords.time(Times.instant(nanos).toString());
  }

  private static String decimal(Optional<Long> number) {
    return number.map(FixedPoint::format).orElse("-");
  }

  private static String entry(Blotter.Why why) {
    return why.entry() < 0 ? "-" : Long.toString(why.entry());
  }

  static ObjectNode json(
      String session, String currency, Blotter blotter, boolean hasOrders, boolean hasFills) {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("session", session).put("currency", currency);
    if (hasOrders) {
      node.putArray("orders");
      blotter.orders().forEach(one -> put(one, node.withArray("orders").addObject()));
    }
    if (hasFills) {
      node.putArray("fills");
      blotter.fills().forEach(one -> put(one, node.withArray("fills").addObject()));
      node.put("realisedPnl", FixedPoint.format(blotter.realised()))
          .put("fees", FixedPoint.format(blotter.feesPaid()));
    }
    return node;
  }

  private static void put(Blotter.Order one, ObjectNode node) {
    node.put("seq", one.seq()).put("time", Times.instant(one.timeNanos()).toString());
    if (one.order() != 0) {
      node.put("order", one.order());
    }
    if (one.parent() != 0) {
      node.put("parent", one.parent());
    }
    node.put("symbol", one.symbol())
        .put("side", one.side())
        .put("type", one.type())
        .put("size", one.size());
    one.quantity().ifPresent(number -> node.put("quantity", FixedPoint.format(number)));
    one.limit().ifPresent(number -> node.put("limit", FixedPoint.format(number)));
    one.stop().ifPresent(number -> node.put("stop", FixedPoint.format(number)));
    node.put("timeInForce", one.timeInForce())
        .put("state", one.state())
        .put("reason", one.reason())
        .put("updated", Times.instant(one.updatedNanos()).toString())
        .put("filled", FixedPoint.format(one.filled()));
    if (one.averagePrice() != 0) {
      node.put("averagePrice", FixedPoint.format(one.averagePrice()));
    }
    put(one.why(), node);
    node.putArray("life");
    one.life()
        .forEach(
            step ->
                node.withArray("life")
                    .addObject()
                    .put("seq", step.seq())
                    .put("time", Times.instant(step.timeNanos()).toString())
                    .put("state", step.state())
                    .put("reason", step.reason()));
  }

  private static void put(Blotter.Fill one, ObjectNode node) {
    node.put("seq", one.seq())
        .put("time", Times.instant(one.timeNanos()).toString())
        .put("happened", Times.instant(one.happenedNanos()).toString())
        .put("order", one.order())
        .put("symbol", one.symbol())
        .put("side", one.side())
        .put("quantity", FixedPoint.format(one.quantity()))
        .put("price", FixedPoint.format(one.price()))
        .put("fee", FixedPoint.format(one.fee()))
        .put("realisedPnl", FixedPoint.format(one.realised()))
        .put("position", FixedPoint.format(one.position()))
        .put("cash", FixedPoint.format(one.cash()))
        .put("type", one.type())
        .put("fillModel", one.model());
    put(one.why(), node);
  }

  private static void put(Blotter.Why why, ObjectNode node) {
    if (why.entry() >= 0) {
      node.put("decision", why.entry()).put("why", why.reason());
    }
  }
}
