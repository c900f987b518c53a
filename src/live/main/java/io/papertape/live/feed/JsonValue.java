package io.papertape.live.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A frame's JSON, with every number kept as the text that the venue wrote.
///
/// Asking for what is not there, or is of another kind, throws [FrameException]; venues write
/// numbers with and without quotes, so a number and a text are read alike.
public final class JsonValue {
  /// What a value is.
  public enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DEEPEST = 32;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Kind kind;
  private final String text;
  private final List<String> names;
  private final List<JsonValue> values;

  private JsonValue(Kind kind, String text, List<String> names, List<JsonValue> values) {
    this.kind = kind;
    this.text = text;
    this.names = names;
    this.values = values;
  }

  /// Reads one JSON value, the whole of the bytes (UTF-8).
  ///
  /// @throws FrameException if they are anything else
  public static JsonValue parse(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(bytes)) {
      if (parser.nextToken() == null) {
        throw new FrameException("Frame is empty: bytes=%d.".formatted(bytes.length));
      }
      JsonValue value = read(parser, 0);
      if (parser.nextToken() != null) {
        throw new FrameException("Text after the end of the frame's JSON.");
      }
      return value;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new FrameException(
          "Not JSON: reason=%s.".formatted(FrameException.shortened(firstLine(reason))), e);
    }
  }

  private static JsonValue read(JsonParser parser, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new FrameException("JSON nests too deep: levels=%d.".formatted(depth));
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> readObject(parser, depth);
      case START_ARRAY -> readArray(parser, depth);
      case VALUE_STRING -> scalar(Kind.TEXT, parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> scalar(Kind.NUMBER, parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> scalar(Kind.BOOLEAN, parser.getText());
      case VALUE_NULL -> scalar(Kind.NULL, "null");
      default -> throw new FrameException("Not JSON: token=%s.".formatted(parser.currentToken()));
    };
  }

  private static JsonValue readObject(JsonParser parser, int depth) throws IOException {
    List<String> names = new ArrayList<>();
    List<JsonValue> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      names.add(parser.currentName());
      parser.nextToken();
      values.add(read(parser, depth + 1));
    }
    return new JsonValue(Kind.OBJECT, "{}", names, values);
  }

  private static JsonValue readArray(JsonParser parser, int depth) throws IOException {
    List<JsonValue> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(read(parser, depth + 1));
    }
    return new JsonValue(Kind.ARRAY, "[]", List.of(), values);
  }

  private static JsonValue scalar(Kind kind, String text) {
    return new JsonValue(kind, text, List.of(), List.of());
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  public Kind kind() {
    return kind;
  }

  public boolean isObject() {
    return kind == Kind.OBJECT;
  }

  public boolean isArray() {
    return kind == Kind.ARRAY;
  }

  /// True if this is an object with the field, and the field is not null.
  public boolean has(String name) {
    int index = names.indexOf(name);
    return index >= 0 && values.get(index).kind != Kind.NULL;
  }

  /// Names of an object's fields, in the frame's order.
  public List<String> names() {
    return List.copyOf(names);
  }

  /// Field of an object.
  public JsonValue get(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new FrameException("Field is missing: field=%s.".formatted(name));
    }
    return values.get(index);
  }

  /// Element of an array, from 0.
  public JsonValue at(int index) {
    if (kind != Kind.ARRAY || index >= values.size()) {
      throw new FrameException(
          "Element is missing: index=%d, kind=%s, size=%d.".formatted(index, kind, size()));
    }
    return values.get(index);
  }

  /// The first element of an array whose field reads so.
  public Optional<JsonValue> find(String name, String reading) {
    return items().stream().filter(one -> one.text(name, "").equals(reading)).findFirst();
  }

  /// Elements of an array, in their order.
  public List<JsonValue> items() {
    if (kind != Kind.ARRAY) {
      throw new FrameException("Array expected: kind=%s.".formatted(kind));
    }
    return List.copyOf(values);
  }

  /// Number of fields or elements; 0 for all else.
  public int size() {
    return values.size();
  }

  /// Text of a string or a number, as the venue wrote it.
  public String text() {
    if (kind != Kind.TEXT && kind != Kind.NUMBER) {
      throw new FrameException("Text or number expected: kind=%s.".formatted(kind));
    }
    return text;
  }

  public String text(String name) {
    return get(name).text();
  }

  /// Text of a field, or `otherwise` if it is missing or null.
  public String text(String name, String otherwise) {
    return has(name) ? get(name).text() : otherwise;
  }

  /// True or false, without quotes.
  public boolean truth() {
    if (kind != Kind.BOOLEAN) {
      throw new FrameException("true or false expected: kind=%s.".formatted(kind));
    }
    return text.equals("true");
  }

  public boolean truth(String name) {
    return get(name).truth();
  }

  /// Fixed point, exactly ([DecimalText#price]).
  public long price() {
    return DecimalText.price(text());
  }

  public long price(String name) {
    return get(name).price();
  }

  /// Fixed point, rounded beyond the eighth decimal ([DecimalText#quantity]).
  public long quantity() {
    return DecimalText.quantity(text());
  }

  public long quantity(String name) {
    return get(name).quantity();
  }

  /// Of a bar, which may be larger than a quantity ([DecimalText#volume]).
  public Volume volume() {
    return DecimalText.volume(text());
  }

  public Volume volume(String name) {
    return get(name).volume();
  }

  /// A whole number, such as a sequence number.
  public long whole() {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException e) {
      throw new FrameException(
          "Not a whole number: text=%s.".formatted(FrameException.shortened(text)), e);
    }
  }

  public long whole(String name) {
    return get(name).whole();
  }

  /// Nanoseconds of a time in whole milliseconds since 1970.
  public long millis() {
    return TimeText.units(text(), NANOS_PER_MILLI);
  }

  public long millis(String name) {
    return get(name).millis();
  }

  /// A price and a quantity in one array, such as `["100.5","2"]`; further elements are ignored.
  public Level level() {
    return Level.of(at(0).text(), at(1).text());
  }

  /// An array of [#level()]s.
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>(size());
    for (JsonValue item : items()) {
      levels.add(item.level());
    }
    return levels;
  }

  /// For messages: the kind, and the text of what is neither object nor array.
  @Override
  public String toString() {
    return switch (kind) {
      case OBJECT -> "object of " + names;
      case ARRAY -> "array of " + values.size();
      case TEXT, NUMBER, BOOLEAN, NULL ->
          kind.name().toLowerCase(Locale.ROOT) + " " + FrameException.shortened(text);
    };
  }
}
