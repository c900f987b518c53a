package io.papertape.service.projection;

import io.papertape.execution.OrderState;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Follows the orders of one run from their entries to what became of them.
final class OrderBookkeeping {
  private static final Set<String> OWN_COLUMNS =
      Set.of("order", "parent", "instrument", "side", "type", "quantity");

  private final TreeMap<Long, OrderRow> orders = new TreeMap<>();

  /// States of orders that the exchange refused at once, before their own entry was written.
  private final TreeMap<Long, JournalEntry> early = new TreeMap<>();

  void placed(String run, JournalEntry entry) {
    OrderRow row = new OrderRow();
    row.identify(run, entry);
    row.orderId = entry.number("order");
    row.parentId = entry.has("parent") ? entry.number("parent") : null;
    row.instrument =
        entry.has("instrument") ? entry.text("instrument") : order(row.parentId).instrument;
    row.side = entry.has("side") ? entry.text("side") : null;
    row.type = entry.has("type") ? entry.text("type") : null;
    row.quantity = entry.has("quantity") ? entry.decimal("quantity") : null;
    row.terms = entry.rest(OWN_COLUMNS);
    row.filled = BigDecimal.ZERO;
    row.state = text(OrderState.WORKING);
    row.reason = "accepted";
    if (orders.putIfAbsent(row.orderId, row) != null) {
      throw new IllegalArgumentException("order=%d is there twice".formatted(row.orderId));
    }
    Optional.ofNullable(early.remove(row.orderId)).ifPresent(this::changed);
  }

  void changed(JournalEntry entry) {
    long id = entry.number("order");
    if (!orders.containsKey(id)) {
      early.put(id, entry);
      return;
    }
    OrderRow row = order(id);
    row.state = entry.text("state");
    row.reason = entry.text("reason");
    if (row.quantity != null && entry.has("remaining")) {
      row.quantity = row.filled.add(entry.decimal("remaining"));
    }
  }

  /// An order of unknown quantity counts as filled by its first fill.
  void filled(FillRow fill) {
    OrderRow row = order(fill.orderId);
    row.filled = row.filled.add(fill.quantity);
    boolean isPart = row.quantity != null && row.filled.compareTo(row.quantity) < 0;
    row.state = text(isPart ? OrderState.PARTLY_FILLED : OrderState.FILLED);
    row.reason = "filled";
  }

  /// All orders as they stand, by their entries.
  void forEach(Consumer<? super OrderRow> sink) {
    orders.values().stream().sorted((a, b) -> Long.compare(a.seq, b.seq)).forEach(sink);
  }

  private OrderRow order(Long id) {
    return Optional.ofNullable(id)
        .map(orders::get)
        .orElseThrow(() -> new IllegalArgumentException("unknown order=%d".formatted(id)));
  }

  private static String text(OrderState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
