package io.papertape.experiment.audit;

import io.papertape.market.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// One line of a journal of our own, as the writer has just made it.
final class JournalLine {
  private static final String INPUTS = "inputs";

  /// An input without a value.
  static final String NONE = "null";

  private final String text;
  private int at;

  JournalLine(byte[] bytes, int offset, int length) {
    this(new String(bytes, offset, length, StandardCharsets.UTF_8));
  }

  JournalLine(String text) {
    this.text = text.stripTrailing();
  }

  String text() {
    return text;
  }

  String kind() {
    return after("\"kind\":\"");
  }

  String time() {
    return after("\"time\":\"");
  }

  String instrument() {
    return after("\"instrument\":\"");
  }

  static long nanos(String time) {
    return Times.nanos(Instant.parse(time));
  }

  /// True of what a strategy was asked and answered.
  boolean isEvaluation() {
    String kind = kind();
    return kind.equals("hold") || kind.equals("decision");
  }

  boolean isWarmUp() {
    return text.contains("\"reason\":\"warm-up\"");
  }

  /// True of a HOLD all of whose inputs are without a value yet, whatever its reason.
  boolean isBeforeValues() {
    return kind().equals("hold")
        && hasInputs()
        && inputs().values().stream().allMatch(NONE::equals);
  }

  boolean hasInputs() {
    return !text.contains("\"inputs\":{}") && text.contains("\"inputs\":{");
  }

  /// A text value; empty if the line does not have the key.
  private String after(String key) {
    int start = text.indexOf(key);
    return start < 0
        ? ""
        : text.substring(start + key.length(), text.indexOf('"', start + key.length()));
  }

  /// Name to value as text, in their order.
  Map<String, String> inputs() {
    int start = text.indexOf("\"inputs\":{");
    if (start < 0) {
      return new LinkedHashMap<>();
    }
    at = start + "\"inputs\":".length();
    return object();
  }

  /// All keys to their values as text, in their order; those of the inputs apart.
  Map<String, String> fields() {
    at = 0;
    Map<String, String> fields = object();
    fields.remove(INPUTS);
    return fields;
  }

  private Map<String, String> object() {
    Map<String, String> fields = new LinkedHashMap<>();
    at++;
    while (text.charAt(at) != '}') {
      at += text.charAt(at) == ',' ? 1 : 0;
      String key = quoted();
      at++;
      fields.put(key, value());
    }
    at++;
    return fields;
  }

  private String quoted() {
    int start = ++at;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return text.substring(start, at++);
  }

  private String value() {
    int start = at;
    switch (text.charAt(at)) {
      case '"' -> {
        return quoted();
      }
      case '{' -> object();
      case '[' -> at = text.indexOf(']', at) + 1;
      default -> {
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
          at++;
        }
      }
    }
    return text.substring(start, at);
  }
}
