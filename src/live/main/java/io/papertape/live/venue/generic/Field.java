package io.papertape.live.venue.generic;

import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.generic.FieldPath.Place;
import java.util.Optional;
import java.util.function.Function;

/// A key of a rule and the path that stands for it; a value that cannot be read is reported with
/// both.
record Field(String key, FieldPath path) {
  static Field of(Section section, String key) {
    return new Field(key, section.get(key, FieldPath::parse));
  }

  static Optional<Field> find(Section section, String key) {
    return section.find(key, FieldPath::parse).map(path -> new Field(key, path));
  }

  /// The value, read as told.
  <T> T read(Place place, Function<JsonValue, T> reading) {
    try {
      return reading.apply(path.get(place));
    } catch (FrameException e) {
      throw named(e);
    }
  }

  /// The value, read as told; empty if it is not there.
  <T> Optional<T> find(Place place, Function<JsonValue, T> reading) {
    try {
      return path.find(place).map(reading);
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
