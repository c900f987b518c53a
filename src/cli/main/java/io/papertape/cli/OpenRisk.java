package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// What a session still holds, in words: whoever stops or kills it has to know.
final class OpenRisk {
  private static final int PATIENCE_MILLIS = 3_000;
  private static final int TURN_MILLIS = 100;

  private OpenRisk() {}

  /// Such as `1 position stays open (SYN2), 1 order works, market closed`; empty if nothing is.
  static String of(JsonNode session) {
    List<String> open = new ArrayList<>();
    boolean isClosed = true;
    for (JsonNode one : session.path("positions")) {
      if (!one.path("quantity").asText("0").equals("0")) {
        open.add(one.path("symbol").asText());
        isClosed &= one.has("marketOpen") && !one.path("marketOpen").asBoolean();
      }
    }
    int orders = session.path("workingOrders").asInt();
    List<String> parts = new ArrayList<>();
    if (!open.isEmpty()) {
      parts.add(
          open.size() == 1
              ? "1 position stays open (%s)".formatted(open.getFirst())
              : "%d positions stay open (%s)".formatted(open.size(), String.join(", ", open)));
    }
    if (orders > 0) {
      parts.add(orders == 1 ? "1 order works" : "%d orders work".formatted(orders));
    }
    if (!open.isEmpty() && isClosed) {
      parts.add("market closed");
    }
    return String.join(", ", parts);
  }

  /// A sentence, with the risk behind a colon if there is any.
  static String sentence(String what, JsonNode session) {
    String risk = of(session);
    return risk.isEmpty() ? what + "." : "%s: %s.".formatted(what, risk);
  }

  /// The session once it is flat, or as it stands when patience ends: orders that close positions
  /// wait for the next price.
  static JsonNode closing(ServiceClient service, JsonNode session) {
    return patience(true).closing(service, session);
  }

  /// To be shared by sessions whose positions are closed at once.
  ///
  /// @param closes whether there is anything to wait for
  static Patience patience(boolean closes) {
    return new Patience(closes ? PATIENCE_MILLIS : 0);
  }

  /// How long positions may take to be closed.
  static final class Patience {
    private int left;

    private Patience(int millis) {
      left = millis;
    }

    /// The session once it is flat, or as it stands when patience ends.
    JsonNode closing(ServiceClient service, JsonNode session) {
      String path = SessionPaths.of(session.path("id").asText());
      JsonNode now = session;
      for (; !of(now).isEmpty() && left > 0; left -= TURN_MILLIS) {
        try {
          Thread.sleep(TURN_MILLIS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("Interrupted while positions are closed.", e);
        }
        now = service.get(path);
      }
      return now;
    }
  }
}
