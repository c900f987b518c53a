package io.papertape.workspace.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertape.market.FixedPoint;
import io.papertape.market.Times;
import io.papertape.workspace.WorkspaceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Reads a JSON object of a manifest: each key has to be there, of its type, and no other.
public final class StrictObject {
  private final JsonNode node;
  private final String path;
  private final TreeSet<String> unread = new TreeSet<>();

  public StrictObject(JsonNode node, String path) {
    this.node = node;
    this.path = path;
    if (!node.isObject()) {
      throw broken("is no object", path.isEmpty() ? "the file" : path);
    }
    node.fieldNames().forEachRemaining(unread::add);
  }

  public String text(String key) {
    return of(key, JsonNode::isTextual, "is no text").textValue();
  }

  public boolean has(String key) {
    return node.has(key);
  }

  public Optional<String> optionalText(String key) {
    return node.has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  public Optional<StrictObject> optionalObject(String key) {
    return node.has(key) ? Optional.of(object(key)) : Optional.empty();
  }

  /// Fixed point, from a decimal string.
  public long decimal(String key) {
    return parsed(key, FixedPoint::parse);
  }

  /// Nanoseconds, from an ISO time.
  public long time(String key) {
    return parsed(key, text -> Times.nanos(Instant.parse(text)));
  }

  public <T> T parsed(String key, Function<String, T> parser) {
    try {
      return parser.apply(text(key));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw broken("cannot be read (" + e.getMessage() + ")", path + key);
    }
  }

  public long number(String key) {
    return of(key, JsonNode::isIntegralNumber, "is no whole number").longValue();
  }

  public double real(String key) {
    return of(key, JsonNode::isNumber, "is no number").doubleValue();
  }

  public boolean flag(String key) {
    return of(key, JsonNode::isBoolean, "is neither true nor false").booleanValue();
  }

  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    return parsed(key, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  public StrictObject object(String key) {
    return new StrictObject(of(key, JsonNode::isObject, "is no object"), path + key + ".");
  }

  public List<StrictObject> objects(String key) {
    List<StrictObject> all = new ArrayList<>();
    for (JsonNode element : of(key, JsonNode::isArray, "is no list")) {
      all.add(new StrictObject(element, path + key + "[" + all.size() + "]."));
    }
    return all;
  }

  /// All keys of this object with their texts.
  public SortedMap<String, String> texts() {
    TreeMap<String, String> all = new TreeMap<>();
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      all.put(key, text(key));
    }
    return all;
  }

  /// Ends the reading: a key that nobody asked for is an error.
  public void end() {
    if (!unread.isEmpty()) {
      throw broken("is not known", path + unread.first());
    }
  }

  private JsonNode of(String key, Function<JsonNode, Boolean> is, String otherwise) {
    unread.remove(key);
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      throw broken("is missing", path + key);
    }
    if (!is.apply(value)) {
      throw broken(otherwise, path + key);
    }
    return value;
  }

  private static WorkspaceException broken(String what, String key) {
    return WorkspaceException.configuration(
        "Manifest has a key that %s: key=%s. Use the Papertape version that wrote it."
            .formatted(what, key));
  }
}
