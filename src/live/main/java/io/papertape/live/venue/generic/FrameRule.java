package io.papertape.live.venue.generic;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.feed.FrameException;
import io.papertape.live.feed.JsonValue;
import io.papertape.live.venue.generic.FieldPath.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What one kind of frame looks like, and what it tells.
final class FrameRule {
  /// Elements in which an optional path led nowhere before that is worth a word.
  private static final long ENOUGH = 20;

  private final String tell;
  private final String name;
  private final Map<FieldPath, String> conditions;
  private final Optional<Field> each;
  private final Teller teller;
  private final List<Field> optionalFields;
  private long fitted;
  private long told;

  /// Tells the event of one element of a frame.
  @FunctionalInterface
  interface Teller {
    FeedEvent tell(Place place);

    /// Length of the bars it tells; 0: it tells none.
    default long barNanos() {
      return 0;
    }
  }

  private FrameRule(Section section, TimeUnitWord unit, Map<FieldPath, String> conditions) {
    tell = section.text("tell");
    name = tell + " of line " + section.line();
    this.conditions = conditions;
    each = section.find("each", FieldPath::parse).map(path -> new Field("each", path));
    teller =
        Tellers.of(tell, section, section.findWord("time-unit", TimeUnitWord.words()).orElse(unit));
    optionalFields = section.optionalFields();
  }

  /// Reads a rule from its section.
  ///
  /// @param unit of times, unless the rule has its own
  static FrameRule read(Section section, TimeUnitWord unit) {
    Map<FieldPath, String> conditions = new LinkedHashMap<>();
    Section match =
        section
            .findSection("match")
            .orElseThrow(
                () ->
                    section.error(
                        "Rule fits every frame", "", "Say under match which frames it is for."));
    match.texts().forEach((path, text) -> conditions.put(path(match, path), text));
    FrameRule rule = new FrameRule(section, unit, conditions);
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

  String tell() {
    return tell;
  }

  /// Length of the bars it tells; 0: it tells none.
  long barNanos() {
    return teller.barNanos();
  }

  /// How many frames it was for.
  long fitted() {
    return fitted;
  }

  /// How many events it has told.
  long told() {
    return told;
  }

  /// Such as `trade of line 18`.
  @Override
  public String toString() {
    return name;
  }

  /// Paths that may lead nowhere in a frame, and have done so in each.
  List<String> findings() {
    if (told < ENOUGH) {
      return List.of();
    }
    return optionalFields.stream()
        .filter(field -> field.found() == 0)
        .map(
            field ->
                ("Path has never led anywhere: rule=%s, key=%s, path=%s, events=%d. Check it"
                        + " against a frame, or leave it out.")
                    .formatted(name, field.key(), field.path(), told))
        .toList();
  }

  /// True if every condition holds: the text is at the path; where it ends with `*`, the text there
  /// begins so.
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
    if (value.isObject() || value.isArray()) {
      return false;
    }
    String word = Field.word(value);
    return text.endsWith("*")
        ? word.startsWith(text.substring(0, text.length() - 1))
        : word.equals(text);
  }

  void tell(JsonValue frame, Consumer<FeedEvent> events) {
    fitted++;
    Place place = new Place(frame, frame);
    try {
      if (each.isEmpty()) {
        events.accept(teller.tell(place));
        told++;
        return;
      }
      for (JsonValue element : each.get().read(place, JsonValue::items)) {
        events.accept(teller.tell(new Place(frame, element)));
        told++;
      }
    } catch (FrameException e) {
      throw new FrameException(
          "Rule does not read its frame: rule=%s, %s".formatted(name, e.getMessage()));
    }
  }
}
