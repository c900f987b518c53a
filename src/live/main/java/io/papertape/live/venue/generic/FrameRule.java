package io.papertape.live.venue.generic;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.generic.FieldPath.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What one kind of frame looks like, and what it tells.
final class FrameRule {
  private final String name;
  private final Map<FieldPath, String> conditions;
  private final Optional<Field> each;
  private final Teller teller;

  /// Tells the event of one element of a frame.
  @FunctionalInterface
  interface Teller {
    FeedEvent tell(Place place);
  }

  private FrameRule(
      String name, Map<FieldPath, String> conditions, Optional<Field> each, Teller teller) {
    this.name = name;
    this.conditions = conditions;
    this.each = each;
    this.teller = teller;
  }

  /// Reads a rule from its section.
  ///
  /// @param unit of times, unless the rule has its own
  static FrameRule read(Section section, TimeUnitWord unit) {
    String tell = section.text("tell");
    Map<FieldPath, String> conditions = new LinkedHashMap<>();
    Section match =
        section
            .findSection("match")
            .orElseThrow(
                () ->
                    section.error(
                        "Rule fits every frame", "", "Say under match which frames it is for."));
    match.texts().forEach((path, text) -> conditions.put(path(match, path), text));
    FrameRule rule =
        new FrameRule(
            tell + " of line " + section.line(),
            conditions,
            Field.find(section, "each"),
            Tellers.of(
                tell, section, section.findWord("time-unit", TimeUnitWord.words()).orElse(unit)));
    section.finish();
    return rule;
  }

  private static FieldPath path(Section match, String path) {
    try {
      return FieldPath.parse(path);
    } catch (IllegalArgumentException e) {
      throw match.error("Path does not fit", "path=" + path, e.getMessage());
    }
  }

  /// True if every condition holds: the text is at the path, or, where the text is `*`, anything.
  boolean fits(JsonValue frame) {
    Place place = new Place(frame, frame);
    for (Map.Entry<FieldPath, String> condition : conditions.entrySet()) {
      Optional<JsonValue> value = condition.getKey().find(place);
      if (value.isEmpty() || !fits(value.get(), condition.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(JsonValue value, String text) {
    if (text.equals("*")) {
      return true;
    }
    boolean isWord = !value.isObject() && !value.isArray();
    return isWord && Field.word(value).equals(text);
  }

  void tell(JsonValue frame, Consumer<FeedEvent> events) {
    Place place = new Place(frame, frame);
    try {
      if (each.isEmpty()) {
        events.accept(teller.tell(place));
        return;
      }
      for (JsonValue element : each.get().read(place, JsonValue::items)) {
        events.accept(teller.tell(new Place(frame, element)));
      }
    } catch (FrameException e) {
      throw new FrameException(
          "Rule does not read its frame: rule=%s, %s".formatted(name, e.getMessage()));
    }
  }
}
