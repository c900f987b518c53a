package io.papertape.live.simulate;

import io.papertape.market.FixedPoint;
import java.util.List;

/// An object or an array of JSON, written from left to right as a venue spells it.
final class JsonLine {
  private final StringBuilder text;
  private final char last;

  private JsonLine(char first, char last) {
    text = new StringBuilder(160).append(first);
    this.last = last;
  }

  static JsonLine object() {
    return new JsonLine('{', '}');
  }

  static JsonLine array() {
    return new JsonLine('[', ']');
  }

  String end() {
    return text.append(last).toString();
  }

  private JsonLine next() {
    if (text.length() > 1) {
      text.append(',');
    }
    return this;
  }

  private JsonLine named(String name) {
    next();
    text.append('"').append(name).append("\":");
    return this;
  }

  private JsonLine quoted(String value) {
    text.append('"').append(value).append('"');
    return this;
  }

  private JsonLine bare(String json) {
    text.append(json);
    return this;
  }

  JsonLine text(String name, String value) {
    return named(name).quoted(value);
  }

  /// A whole number in quotes.
  JsonLine text(String name, long value) {
    return named(name).quoted(Long.toString(value));
  }

  JsonLine whole(String name, long value) {
    return named(name).bare(Long.toString(value));
  }

  JsonLine truth(String name, boolean value) {
    return named(name).bare(Boolean.toString(value));
  }

  /// Anything that is JSON already.
  JsonLine json(String name, String value) {
    return named(name).bare(value);
  }

  /// Fixed point in quotes.
  JsonLine decimal(String name, long value) {
    return named(name).quoted(FixedPoint.format(value));
  }

  /// Fixed point as a number.
  JsonLine number(String name, long value) {
    return named(name).bare(FixedPoint.format(value));
  }

  /// An array of texts.
  JsonLine texts(String name, List<String> values) {
    JsonLine texts = array();
    values.forEach(texts::text);
    return json(name, texts.end());
  }

  JsonLine text(String value) {
    return next().quoted(value);
  }

  JsonLine text(long value) {
    return next().quoted(Long.toString(value));
  }

  JsonLine whole(long value) {
    return next().bare(Long.toString(value));
  }

  JsonLine json(String value) {
    return next().bare(value);
  }

  JsonLine decimal(long value) {
    return next().quoted(FixedPoint.format(value));
  }

  JsonLine number(long value) {
    return next().bare(FixedPoint.format(value));
  }
}
