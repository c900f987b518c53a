package io.papertape.live.venue.generic;

import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonText;
import io.papertape.live.feed.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Where something stands in a frame: names and indexes with points between, such as
/// `data.0.price`.
///
/// A path begins at the element that a rule reads, or with `$` at the frame. A number is an index
/// of an array, below zero from its end. `=text` stands for the text itself, wherever it is asked
/// for.
final class FieldPath {
  private final String text;
  private final boolean isFromFrame;
  private final List<String> steps;
  private final Optional<JsonValue> constant;

  private FieldPath(
      String text, boolean isFromFrame, List<String> steps, Optional<JsonValue> constant) {
    this.text = text;
    this.isFromFrame = isFromFrame;
    this.steps = steps;
    this.constant = constant;
  }

  /// @throws IllegalArgumentException if a step is empty
  static FieldPath parse(String text) {
    if (text.startsWith("=")) {
      byte[] json = JsonText.quoted(text.substring(1)).getBytes(StandardCharsets.UTF_8);
      return new FieldPath(text, false, List.of(), Optional.of(JsonValue.parse(json)));
    }
    if (text.equals("$")) {
      return new FieldPath(text, true, List.of(), Optional.empty());
    }
    boolean isFromFrame = text.startsWith("$.");
    List<String> steps = List.of((isFromFrame ? text.substring(2) : text).split("\\.", -1));
    if (steps.contains("")) {
      throw new IllegalArgumentException(
          "A path is names and indexes with points between, such as data.0.price.");
    }
    return new FieldPath(text, isFromFrame, steps, Optional.empty());
  }

  /// The value at the path; empty if it is not there, or null.
  Optional<JsonValue> find(Place place) {
    if (constant.isPresent()) {
      return constant;
    }
    JsonValue value = start(place);
    for (String step : steps) {
      Optional<JsonValue> next = step(value, step);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      value = next.get();
    }
    return Optional.of(value);
  }

  /// The value at the path.
  ///
  /// @throws FrameException if it is not there; the message says how far the path leads
  JsonValue get(Place place) {
    if (constant.isPresent()) {
      return constant.get();
    }
    JsonValue value = start(place);
    for (String step : steps) {
      Optional<JsonValue> next = step(value, step);
      if (next.isEmpty()) {
        throw new FrameException("Path leads nowhere: step=%s, there=%s.".formatted(step, value));
      }
      value = next.get();
    }
    return value;
  }

  private JsonValue start(Place place) {
    return isFromFrame ? place.frame() : place.element();
  }

  private static Optional<JsonValue> step(JsonValue value, String step) {
    if (!value.isArray()) {
      return value.has(step) ? Optional.of(value.get(step)) : Optional.empty();
    }
    try {
      int index = Integer.parseInt(step);
      int fromStart = index < 0 ? value.size() + index : index;
      return fromStart >= 0
              && fromStart < value.size()
              && value.at(fromStart).kind() != JsonValue.Kind.NULL
          ? Optional.of(value.at(fromStart))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return text;
  }

  /// What a rule reads.
  ///
  /// @param element of the frame; the frame itself unless the rule reads each of an array
  record Place(JsonValue frame, JsonValue element) {}
}
