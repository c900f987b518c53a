package io.papertape.live.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.live.health.HealthReason;
import io.papertape.live.health.HealthSettings;
import io.papertape.workspace.run.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which instruments wait for their first event, as the journal tells it: at the beginning of each
/// life all do. Nobody is to be called for that until it has lasted as long as the longest silence.
final class StartingInputs {
  private static final String GAP = "\"kind\":\"market-gap\"";
  private static final long MOST_NANOS = HealthSettings.DEFAULT.mostSilence().toNanos();

  private final Map<String, Long> since = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();

  /// Takes lines of the journal.
  ///
  /// @param nowNanos of the session
  void hear(List<String> lines, long nowNanos) {
    for (String line : lines) {
      if (line.contains(GAP)) {
        JsonNode entry = read(line);
        String symbol = entry.path("instrument").asText();
        reasons.put(symbol, entry.path("reason").asText());
        if (entry.path("reason").asText().equals(HealthReason.STARTING.code())) {
          since.putIfAbsent(symbol, nowNanos);
        } else {
          since.remove(symbol);
        }
      }
    }
  }

  private static JsonNode read(String line) {
    try {
      return CanonicalJson.read(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Why an instrument's data are in the state they are in; empty if the journal has not said.
  String reason(String symbol) {
    return reasons.getOrDefault(symbol, "");
  }

  /// True if it waits, and not yet for too long.
  boolean isPatient(String symbol, long nowNanos) {
    Long from = since.get(symbol);
    return from != null && nowNanos - from <= MOST_NANOS;
  }
}
