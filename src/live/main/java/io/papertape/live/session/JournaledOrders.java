package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.execution.WorkingOrder;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.order.Side;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/// The orders that work where a journal ends, as its entries say, told one after the other. Those
/// that are over are not kept.
final class JournaledOrders {
  private static final List<String> LIVING = List.of("working", "partly-filled");

  private final ToIntFunction<String> numbers;
  private final Map<Long, WorkingOrder> working = new LinkedHashMap<>();

  /// The exchange refused them at once, before their own entry was written.
  private final Set<Long> refused = new HashSet<>();

  /// @param numbers of the instruments, by symbol
  JournaledOrders(ToIntFunction<String> numbers) {
    this.numbers = numbers;
  }

  void placed(JsonNode entry) {
    long id = entry.path("order").asLong();
    if (refused.remove(id)) {
      return;
    }
    working.put(
        id,
        new WorkingOrder(
            (int) id,
            numbers.applyAsInt(entry.path("instrument").asText()),
            entry.path("side").asText().equals("buy") ? Side.BUY : Side.SELL,
            decimal(entry, "quantity", 0),
            decimal(entry, "limit", 0),
            decimal(entry, "stop", 0),
            Times.nanos(Instant.parse(entry.path("time").asText()))));
  }

  void changed(JsonNode entry) {
    long id = entry.path("order").asLong();
    boolean isOver = !LIVING.contains(entry.path("state").asText());
    if (isOver && working.remove(id) == null) {
      refused.add(id);
    }
    working.computeIfPresent(
        id,
        (_, one) ->
            with(
                one,
                decimal(entry, "remaining", one.quantity()),
                decimal(entry, "limit", one.limit()),
                decimal(entry, "stop", one.stop())));
  }

  /// An order whose quantity is only known at its fill is filled by the first.
  void filled(JsonNode fill) {
    long quantity = decimal(fill, "quantity", 0);
    working.computeIfPresent(
        fill.path("order").asLong(),
        (_, one) ->
            one.quantity() > quantity
                ? with(one, one.quantity() - quantity, one.limit(), one.stop())
                : null);
  }

  private static WorkingOrder with(WorkingOrder one, long quantity, long limit, long stop) {
    return new WorkingOrder(
        one.id(), one.instrument(), one.side(), quantity, limit, stop, one.sinceNanos());
  }

  private static long decimal(JsonNode entry, String key, long otherwise) {
    return entry.has(key) ? FixedPoint.parse(entry.path(key).asText()) : otherwise;
  }

  /// In the order in which they were placed.
  List<WorkingOrder> working() {
    return List.copyOf(working.values());
  }
}
