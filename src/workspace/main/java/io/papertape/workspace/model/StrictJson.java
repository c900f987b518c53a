package io.papertape.workspace.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.papertape.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// One object of a JSON file whose keys must all be there and all be asked for.
final class StrictJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String FIT_AGAIN = "Fit the model again.";

  private final String file;
  private final String wayOut;
  private final String path;
  private final JsonNode node;
  private final List<String> asked = new ArrayList<>();

  private StrictJson(String file, String wayOut, String path, JsonNode node) {
    this.file = file;
    this.wayOut = wayOut;
    this.path = path;
    this.node = node;
  }

  /// Reads a file that holds one object, and sees that nothing of it is left over. Values that do
  /// not go together, which is an `IllegalArgumentException`, are the file's fault.
  static <T> T read(String file, byte[] bytes, Function<StrictJson, T> reading) {
    return read(file, bytes, FIT_AGAIN, reading);
  }

  /// @param wayOut what to do about a file that does not fit
  static <T> T read(String file, byte[] bytes, String wayOut, Function<StrictJson, T> reading) {
    try {
      JsonNode root = MAPPER.readTree(bytes);
      if (root == null || !root.isObject()) {
        throw WorkspaceException.configuration(
            "Not a model file: file=%s. %s".formatted(file, wayOut));
      }
      return whole(new StrictJson(file, wayOut, "", root), reading);
    } catch (JsonProcessingException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Not JSON: file=%s, line=%d, cause=%s. %s"
              .formatted(
                  file,
                  e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("unreadable"),
                  wayOut),
          e);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Model cannot be used: file=%s. %s".formatted(file, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T whole(StrictJson json, Function<StrictJson, T> reading) {
    T value = reading.apply(json);
    for (Iterator<String> names = json.node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!json.asked.contains(name)) {
        throw WorkspaceException.configuration(
            "Unknown key: file=%s, key=%s. Known are %s."
                .formatted(json.file, json.path + name, String.join(", ", json.asked)));
      }
    }
    return value;
  }

  String text(String key) {
    return required(key, JsonNode::isTextual, "a text").asText();
  }

  /// A text, read as told.
  <T> T text(String key, Function<String, T> reading) {
    String value = text(key);
    try {
      return reading.apply(value);
    } catch (RuntimeException e) {
      throw wrong(key, value, String.valueOf(e.getMessage()), e);
    }
  }

  double number(String key) {
    return required(key, n -> n.isNumber() && Double.isFinite(n.asDouble()), "a finite number")
        .asDouble();
  }

  long whole(String key) {
    return required(key, JsonNode::canConvertToLong, "a whole number").asLong();
  }

  int count(String key) {
    return required(key, JsonNode::canConvertToInt, "a whole number up to 2147483647").asInt();
  }

  boolean has(String key) {
    return node.has(key);
  }

  List<Double> numbers(String key) {
    List<Double> values = new ArrayList<>();
    for (JsonNode item : required(key, JsonNode::isArray, "a list")) {
      if (!item.isNumber()) {
        throw wrong(key, item.toString(), "Give a finite number.", null);
      }
      values.add(item.asDouble());
    }
    return values;
  }

  /// Texts, each read as told.
  <T> List<T> texts(String key, Function<String, T> reading) {
    List<T> values = new ArrayList<>();
    for (JsonNode item : required(key, JsonNode::isArray, "a list")) {
      if (!item.isTextual()) {
        throw wrong(key, item.toString(), "Give a text.", null);
      }
      try {
        values.add(reading.apply(item.asText()));
      } catch (RuntimeException e) {
        throw wrong(key, item.asText(), String.valueOf(e.getMessage()), e);
      }
    }
    return values;
  }

  /// The value of a key of a file that holds an object, as far as there is one; nothing is checked.
  static Optional<String> peek(byte[] bytes, String key) {
    try {
      return Optional.ofNullable(MAPPER.readTree(bytes))
          .map(root -> root.get(key))
          .map(JsonNode::asText);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  <T> T object(String key, Function<StrictJson, T> reading) {
    JsonNode value = required(key, JsonNode::isObject, "an object");
    return whole(new StrictJson(file, wayOut, path + key + ".", value), reading);
  }

  <T> List<T> objects(String key, Function<StrictJson, T> reading) {
    List<T> values = new ArrayList<>();
    for (JsonNode item : required(key, JsonNode::isArray, "a list")) {
      String at = path + key + "[" + values.size() + "].";
      values.add(whole(new StrictJson(file, wayOut, at, item), reading));
    }
    return values;
  }

  private JsonNode required(String key, Predicate<JsonNode> fits, String wanted) {
    asked.add(key);
    JsonNode value = node.get(key);
    if (value == null) {
      throw WorkspaceException.configuration(
          "Key is missing: file=%s, key=%s. %s".formatted(file, path + key, wayOut));
    }
    if (!fits.test(value)) {
      throw wrong(key, value.toString(), "Give " + wanted + ".", null);
    }
    return value;
  }

  private WorkspaceException wrong(String key, String value, String why, Throwable cause) {
    return new WorkspaceException(
        WorkspaceException.Kind.CONFIGURATION,
        "Value does not fit: file=%s, key=%s, value=%s. %s".formatted(file, path + key, value, why),
        cause);
  }
}
