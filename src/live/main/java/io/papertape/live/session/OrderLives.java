package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of each order, entry by entry of a journal.
final class OrderLives {
  private static final List<String> SIZES =
      List.of("units", "notional", "equityFraction", "equityAtFill", "positionFraction");
  private static final String WORKING = "working";
  private static final String PARTLY_FILLED = "partly-filled";

  private final List<Life> all = new ArrayList<>();
  private final Map<Long, Life> byOrder = new HashMap<>();
  private final Map<Long, Life> byEntry = new HashMap<>();
  private final Map<Long, Blotter.Why> reasons = new HashMap<>();

  /// States of orders that the exchange refused at once, before their own entry was written.
  private final Map<Long, List<JsonNode>> early = new HashMap<>();

  /// One order so far.
  static final class Life {
    private final JsonNode entry;
    private final Blotter.Why why;
    private final List<Blotter.Step> steps = new ArrayList<>();
    private String state = WORKING;
    private String reason = "accepted";
    private long updatedNanos;
    private Optional<Long> quantity;
    private Optional<Long> limit;
    private Optional<Long> stop;
    private long filled;
    private long averagePrice;

    private Life(JsonNode entry, Blotter.Why why) {
      this.entry = entry;
      this.why = why;
      quantity = decimal(entry, "quantity");
      limit = decimal(entry, "limit");
      stop = decimal(entry, "stop");
      updatedNanos = nanos(entry);
    }

    long order() {
      return entry.path("order").asLong();
    }

    long parent() {
      return entry.path("parent").asLong();
    }

    String type() {
      return entry.path("type").asText();
    }

    Blotter.Why why() {
      return why;
    }

    private void become(JsonNode change, String newState, String newReason) {
      state = newState;
      reason = newReason;
      updatedNanos = nanos(change);
      steps.add(new Blotter.Step(change.path("seq").asLong(), updatedNanos, newState, newReason));
    }

    /// An order of which nothing is said to be left goes on as long as it is filled in part only.
    private void change(JsonNode change) {
      String told = change.path("state").asText();
      boolean isInPart = told.equals(WORKING) && filled > 0;
      become(change, isInPart ? PARTLY_FILLED : told, change.path("reason").asText());
      decimal(change, "remaining").ifPresent(left -> quantity = Optional.of(filled + left));
      limit = decimal(change, "limit").or(() -> limit);
      stop = decimal(change, "stop").or(() -> stop);
    }

    /// An order whose quantity is only known at its fill counts as filled by the first.
    void filled(JsonNode fill, long amount, long price) {
      averagePrice = averageWith(amount, price);
      filled += amount;
      boolean isPart = quantity.filter(whole -> filled < whole).isPresent();
      become(fill, isPart ? PARTLY_FILLED : "filled", "filled");
    }

    private long averageWith(long amount, long price) {
      return filled == 0
          ? price
          : FixedPoint.divide(
              Math.addExact(
                  FixedPoint.notional(averagePrice, filled), FixedPoint.notional(price, amount)),
              filled + amount);
    }

    private Blotter.Order row() {
      return new Blotter.Order(
          entry.path("seq").asLong(),
          nanos(entry),
          order(),
          parent(),
          entry.path("instrument").asText(),
          entry.path("side").asText(),
          type(),
          size(),
          quantity,
          limit,
          stop,
          entry.path("timeInForce").asText(),
          state,
          reason,
          updatedNanos,
          filled,
          averagePrice,
          why,
          steps);
    }

    private String size() {
      return SIZES.stream()
          .filter(entry::has)
          .findFirst()
          .map(name -> name + " " + entry.path(name).asText())
          .orElse("");
    }
  }

  void decided(JsonNode entry) {
    long seq = entry.path("seq").asLong();
    String reason =
        entry.path("kind").asText().equals("operator")
            ? "%s by %s: %s"
                .formatted(
                    entry.path("action").asText(),
                    entry.path("who").asText(),
                    entry.path("why").asText())
            : entry.path("reason").asText();
    reasons.put(seq, new Blotter.Why(seq, reason));
  }

  void placed(JsonNode entry) {
    Life life = new Life(entry, why(entry));
    all.add(life);
    byOrder.put(life.order(), life);
    byEntry.put(entry.path("seq").asLong(), life);
    Optional.ofNullable(early.remove(life.order()))
        .ifPresent(changes -> changes.forEach(life::change));
  }

  void vetoed(JsonNode entry) {
    Life life = new Life(entry, why(entry));
    life.state = "vetoed";
    life.reason = entry.path("reason").asText();
    all.add(life);
  }

  void changed(JsonNode entry) {
    long order = entry.path("order").asLong();
    Life life = byOrder.get(order);
    if (life == null) {
      early.computeIfAbsent(order, _ -> new ArrayList<>()).add(entry);
    } else {
      life.change(entry);
    }
  }

  /// The order that a fill is of.
  Life of(JsonNode fill) {
    Life life = byOrder.get(fill.path("order").asLong());
    if (life == null) {
      throw WorkspaceException.data(
          "Fill is of no order: seq=%s, order=%s. Verify the session."
              .formatted(fill.path("seq").asText(), fill.path("order").asText()));
    }
    return life;
  }

  /// Of a decision or a command; of what the fill of another order placed, that order's.
  private Blotter.Why why(JsonNode entry) {
    long cause = entry.path("cause").asLong();
    Life parent = byEntry.get(cause);
    return parent != null ? parent.why : reasons.getOrDefault(cause, Blotter.Why.NONE);
  }

  /// All of them, as they stand.
  List<Blotter.Order> orders() {
    return all.stream().map(Life::row).toList();
  }

  private static Optional<Long> decimal(JsonNode entry, String key) {
    return entry.has(key)
        ? Optional.of(FixedPoint.parse(entry.path(key).asText()))
        : Optional.empty();
  }

  private static long nanos(JsonNode entry) {
    return Times.nanos(Instant.parse(entry.path("time").asText()));
  }
}
