package io.papertape.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.workspace.PlainText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.stream.Collectors;

/// Journal entries of a session as sentences.
final class EntryWords {
  private static final int MOST_INPUTS = 3;
  private static final int DECIMALS = 4;
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("paused", "the session is paused"),
          Map.entry("kill-switch", "the session was killed"),
          Map.entry("stale-input", "its prices are old"),
          Map.entry("broken-input", "its prices have a gap"),
          Map.entry("backfilled-input", "its prices were fetched after a gap"),
          Map.entry("model-unavailable", "its model has given no score"),
          Map.entry("drawdown-stop", "the drawdown stop has tripped"),
          Map.entry("run-ended", "the session ended"),
          Map.entry("operator", "by the operator"),
          Map.entry("time-in-force", "its time was over"),
          Map.entry("missing-bar", "a bar is missing"),
          Map.entry("backfill", "bars come that closed before"),
          Map.entry("warm-up", "warming up"),
          Map.entry("no-signal", "no signal"));

  private EntryWords() {}

  /// Time, instrument if there is one, and what happened.
  static String line(JsonNode entry) {
    String instrument = entry.path("instrument").asText("");
    return PlainText.of(
        "%s  %-8s %s"
            .formatted(time(entry.path("time").asText()), instrument, sentence(entry))
            .stripTrailing());
  }

  /// Day and second, UTC.
  static String time(String iso) {
    return iso.length() < 19 ? iso : iso.substring(0, 10) + " " + iso.substring(11, 19);
  }

  static String sentence(JsonNode entry) {
    return switch (entry.path("kind").asText()) {
      case "header" -> "began with %s".formatted(text(entry, "cash"));
      case "decision" -> "decided: %s%s".formatted(text(entry, "reason"), inputs(entry));
      case "hold" -> "held: %s%s".formatted(reason(entry), inputs(entry));
      case "veto" -> "refused to %s: %s".formatted(order(entry), reason(entry));
      case "order" -> "order %s: %s".formatted(text(entry, "order"), order(entry));
      case "order-state" ->
          "order %s %s: %s".formatted(text(entry, "order"), text(entry, "state"), reason(entry));
      case "fill" -> fill(entry);
      case "market-gap" -> gap(entry);
      case "operator" ->
          "%s: %s (%s)".formatted(text(entry, "who"), text(entry, "action"), text(entry, "why"));
      case "failure" -> "strategy failed: %s".formatted(text(entry, "message"));
      case "seal" ->
          "ended %s with equity %s"
              .formatted(text(entry, "status"), rounded(text(entry, "equity")));
      case "cash" -> "%s %s".formatted(text(entry, "reason"), text(entry, "amount"));
      default -> entry.path("kind").asText();
    };
  }

  private static String fill(JsonNode entry) {
    return "%s %s at %s, fee %s; holds %s"
        .formatted(
            text(entry, "side").equals("buy") ? "bought" : "sold",
            text(entry, "quantity"),
            rounded(text(entry, "price")),
            rounded(text(entry, "fee")),
            text(entry, "position"));
  }

  private static String gap(JsonNode entry) {
    String state = text(entry, "state");
    if (text(entry, "reason").equals("missing-bar") && state.equals("live")) {
      return "a bar is missing; prices are live";
    }
    if (text(entry, "reason").equals("backfill") && state.equals("live")) {
      return "prices are live again";
    }
    return state.equals("outage")
        ? "did not run since %s: %s".formatted(time(text(entry, "since")), reason(entry))
        : "prices are %s: %s".formatted(state, reason(entry));
  }

  /// Side, size, type and prices.
  private static String order(JsonNode entry) {
    StringBuilder words = new StringBuilder(text(entry, "side"));
    for (String size : new String[] {"quantity", "units"}) {
      if (entry.has(size) && words.indexOf(" ") < 0) {
        words.append(' ').append(text(entry, size));
      }
    }
    String prices = "";
    for (String price : new String[] {"limit", "stop"}) {
      if (entry.has(price)) {
        prices += " at %s %s".formatted(price, rounded(text(entry, price)));
      }
    }
    boolean isMarket = text(entry, "type").equals("market");
    String way = isMarket ? " at the market" : ", " + text(entry, "type");
    words.append(prices.isEmpty() ? way : prices);
    return words.toString();
  }

  private static String reason(JsonNode entry) {
    String code = text(entry, "reason");
    return REASONS.getOrDefault(code, code.replace('-', ' '));
  }

  private static String inputs(JsonNode entry) {
    String all =
        entry.path("inputs").properties().stream()
            .filter(one -> !one.getValue().isNull())
            .limit(MOST_INPUTS)
            .map(one -> one.getKey() + " " + rounded(one.getValue().asText()))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " (" + all + ")";
  }

  /// At most four decimals.
  static String rounded(String number) {
    try {
      BigDecimal value = new BigDecimal(number);
      return value.scale() <= DECIMALS
          ? value.toPlainString()
          : value.setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException _) {
      return number;
    }
  }

  private static String text(JsonNode entry, String key) {
    return entry.path(key).asText("");
  }
}
