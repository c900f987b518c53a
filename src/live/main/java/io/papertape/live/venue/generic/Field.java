package io.papertape.live.venue.generic;

import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.generic.FieldPath.Place;
import java.util.Optional;
import java.util.function.Function;

/// A key of a rule and the path that stands for it; a value that cannot be read is reported with
/// both. It remembers whether its path has ever led anywhere.
final class Field {
  private final String key;
  private final FieldPath path;
  private long found;

  Field(String key, FieldPath path) {
    this.key = key;
    this.path = path;
  }

  static Field of(Section section, String key) {
    return new Field(key, section.get(key, FieldPath::parse));
  }

  /// A field that may be left out; the section remembers it, for [Section#optionalFields].
  static Optional<Field> find(Section section, String key) {
    Optional<Field> field = section.find(key, FieldPath::parse).map(path -> new Field(key, path));
    field.ifPresent(section::remember);
    return field;
  }

  String key() {
    return key;
  }

  FieldPath path() {
    return path;
  }

  /// How often something stood at the path.
  long found() {
    return found;
  }

  /// The value, read as told.
  <T> T read(Place place, Function<JsonValue, T> reading) {
    try {
      T value = reading.apply(path.get(place));
      found++;
      return value;
    } catch (FrameException e) {
      throw named(e);
    }
  }

  /// The value, read as told; empty if it is not there.
  <T> Optional<T> find(Place place, Function<JsonValue, T> reading) {
    try {
      Optional<T> value = path.find(place).map(reading);
      found += value.isPresent() ? 1 : 0;
      return value;
    } catch (FrameException e) {
      throw named(e);
    }
  }

  /// The value of a field that may be left out of the file or of the frame.
  static <T> T orElse(
      Optional<Field> field, Place place, Function<JsonValue, T> reading, T otherwise) {
    return field.flatMap(there -> there.find(place, reading)).orElse(otherwise);
  }

  private FrameException named(FrameException e) {
    return new FrameException("key=%s, path=%s: %s".formatted(key, path, e.getMessage()));
  }

  /// Text of what is neither object nor array.
  static String word(JsonValue value) {
    return value.kind() == JsonValue.Kind.BOOLEAN ? Boolean.toString(value.truth()) : value.text();
  }
}
