package io.papertape.service.job;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.papertape.journal.Sha256;
import io.papertape.strategy.rule.Spelling;
import io.papertape.workspace.WorkspaceException;
import io.papertape.workspace.run.CanonicalJson;
import io.papertape.workspace.run.RunChoices;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// A backtest that is asked for, in the words of `papertape backtest`.
///
/// @param strategy folder of the strategy, absolute, or its name
public record RunRequest(String strategy, RunChoices choices) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final int MOST_PLACES = 100;
  private static final List<String> KEYS =
      List.of(
          "strategy",
          "data",
          "symbols",
          "from",
          "to",
          "set",
          "preset",
          "cash",
          "feesBps",
          "slippageBps");

  /// Reads a body; what is wrong with it is named.
  public static RunRequest read(String body) {
    JsonNode root = parse(body);
    if (!root.isObject()) {
      throw WorkspaceException.configuration(
          "Body is no JSON object: type=%s. Send {\"strategy\": \"NAME\"}."
              .formatted(root.getNodeType()));
    }
    for (var field : root.properties()) {
      if (!KEYS.contains(field.getKey())) {
        throw WorkspaceException.configuration(
            "Unknown key: key=%s. %s"
                .formatted(field.getKey(), Spelling.hint(field.getKey(), KEYS)));
      }
    }
    String strategy = text(root, "strategy").orElse("");
    if (strategy.isBlank()) {
      throw WorkspaceException.configuration(
          "Strategy is missing: key=strategy. Give its name or its folder.");
    }
    RunChoices choices =
        new RunChoices(
            text(root, "data"),
            symbols(root.path("symbols")),
            date(root, "from"),
            date(root, "to"),
            values(root.path("set")),
            text(root, "preset"),
            scalar(root, "cash"),
            number(root, "feesBps"),
            number(root, "slippageBps"),
            RunRequest::camel);
    choices.checkSaidOnce();
    return new RunRequest(strategy, choices);
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place =
          at == null ? "?" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Body is not JSON: at=%s, problem=%s. Mend it and send it again."
              .formatted(place, e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  /// `fees-bps` of the command line is `feesBps` in JSON.
  private static String camel(String name) {
    int dash = name.indexOf('-');
    return dash < 0
        ? name
        : name.substring(0, dash)
            + Character.toUpperCase(name.charAt(dash + 1))
            + name.substring(dash + 2);
  }

  private static Optional<String> text(JsonNode root, String key) {
    return read(root, key, JsonNode::isTextual, "a text", JsonNode::textValue);
  }

  private static Optional<String> scalar(JsonNode root, String key) {
    return read(
        root, key, node -> node.isTextual() || node.isNumber(), "an amount", RunRequest::plain);
  }

  private static Optional<Double> number(JsonNode root, String key) {
    return read(root, key, JsonNode::isNumber, "a number such as 2.5", JsonNode::doubleValue);
  }

  private static Optional<LocalDate> date(JsonNode root, String key) {
    return text(root, key)
        .map(
            text -> {
              try {
                return LocalDate.parse(text);
              } catch (DateTimeException e) {
                throw wrong(key, text, "a date such as 2010-01-04");
              }
            });
  }

  private static <T> Optional<T> read(
      JsonNode root,
      String key,
      Function<JsonNode, Boolean> isRight,
      String wanted,
      Function<JsonNode, T> reader) {
    JsonNode node = root.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!isRight.apply(node)) {
      throw wrong(key, node.toString(), wanted);
    }
    return Optional.of(reader.apply(node));
  }

  private static WorkspaceException wrong(String key, String value, String wanted) {
    return WorkspaceException.configuration(
        "Wrong value: %s=%s. Give %s.".formatted(key, value, wanted));
  }

  private static List<String> symbols(JsonNode node) {
    List<String> all = new ArrayList<>();
    if (node.isMissingNode() || node.isNull()) {
      return all;
    }
    boolean isRight = node.isArray();
    for (JsonNode one : node) {
      isRight &= one.isTextual() && !one.textValue().isBlank();
      all.add(one.asText());
    }
    if (!isRight) {
      throw wrong("symbols", node.toString(), "a list such as [\"SYN1\"]");
    }
    return all;
  }

  private static SortedMap<String, String> values(JsonNode node) {
    SortedMap<String, String> values = new TreeMap<>();
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      throw wrong("set", node.toString(), "an object such as {\"fast_bars\": \"10\"}");
    }
    for (var field : node.properties()) {
      if (field.getValue().isNull()) {
        throw wrong("set." + field.getKey(), "null", "a value");
      }
      values.put(field.getKey(), plain(field.getValue()));
    }
    return values;
  }

  /// As it would stand in the file, of which JSON is a way of writing.
  private static String plain(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (!node.isBigDecimal()) {
      return node.toString();
    }
    BigDecimal number = node.decimalValue();
    return Math.abs((long) number.scale()) > MOST_PLACES // would be as many zeros
        ? number.toString()
        : number.toPlainString();
  }

  /// As JSON again, without what was not said.
  public ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("strategy", strategy);
    choices.data().ifPresent(data -> node.put("data", data));
    if (!choices.symbols().isEmpty()) {
      ArrayNode symbols = node.putArray("symbols");
      choices.symbols().forEach(symbols::add);
    }
    choices.from().ifPresent(day -> node.put("from", day.toString()));
    choices.to().ifPresent(day -> node.put("to", day.toString()));
    if (!choices.set().isEmpty()) {
      ObjectNode set = node.putObject("set");
      choices.set().forEach(set::put);
    }
    choices.preset().ifPresent(preset -> node.put("preset", preset));
    choices.cash().ifPresent(cash -> node.put("cash", cash));
    choices.feesBps().ifPresent(bps -> node.put("feesBps", bps));
    choices.slippageBps().ifPresent(bps -> node.put("slippageBps", bps));
    return node;
  }

  /// SHA-256 of the request: two that say the same have the same.
  public String hash() {
    return Sha256.hex(CanonicalJson.bytes(json()));
  }
}
