package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import io.papertape.market.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks in a journal for orders of decisions at moments at which the model gave no scores.
final class OrdersOfFailure {
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\{\"seq\":(\\d+),.*?\"kind\":\"(decision|order)\",\"time\":\"(.*?)\","
              + "\"cause\":(-?\\d+),.*");

  private OrdersOfFailure() {}

  /// @param failedNanos times of such moments
  static void requireNone(byte[] journal, Set<Long> failedNanos) {
    Set<Long> decisions = new HashSet<>();
    for (String line : new String(journal, StandardCharsets.UTF_8).lines().toList()) {
      Matcher entry = ENTRY.matcher(line);
      if (!entry.matches() || !failedNanos.contains(Times.nanos(Instant.parse(entry.group(3))))) {
        continue;
      }
      if (entry.group(2).equals("decision")) {
        decisions.add(Long.parseLong(entry.group(1)));
      } else {
        require(
            !decisions.contains(Long.parseLong(entry.group(4))),
            "Order rests on a model that has failed: %s",
            line);
      }
    }
  }
}
