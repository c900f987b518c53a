package io.papertape.service.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.EntryKind;
import io.papertape.market.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/// One entry of a journal that was read and found in its place.
///
/// @param cause number of the entry that led to it; −1 if none did
/// @param body  the whole entry
public record JournalEntry(long seq, EntryKind kind, long timeNanos, long cause, JsonNode body) {
  /// Keys that every entry has.
  private static final Set<String> FRAME = Set.of("seq", "prev", "kind", "time", "cause");

  boolean has(String key) {
    return body.has(key);
  }

  String text(String key) {
    return required(key).asText();
  }

  long number(String key) {
    JsonNode value = required(key);
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw new IllegalArgumentException("no whole number: key=%s".formatted(key));
    }
    return value.asLong();
  }

  BigDecimal decimal(String key) {
    return Decimals.of(text(key));
  }

  long nanos(String key) {
    return Times.nanos(Instant.parse(text(key)));
  }

  String json(String key) {
    return required(key).toString();
  }

  /// What the entry says beyond its frame and the given keys, as JSON.
  String rest(Set<String> without) {
    ObjectNode rest = body.deepCopy();
    rest.remove(FRAME);
    rest.remove(without);
    return rest.toString();
  }

  private JsonNode required(String key) {
    JsonNode value = body.get(key);
    if (value == null) {
      throw new IllegalArgumentException("missing key=%s".formatted(key));
    }
    return value;
  }
}
