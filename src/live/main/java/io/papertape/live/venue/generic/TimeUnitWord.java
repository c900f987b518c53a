package io.papertape.live.venue.generic;

import io.papertape.live.feed.JsonValue;
import io.papertape.live.feed.TimeText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// How a venue writes times.
enum TimeUnitWord {
  ISO {
    @Override
    long nanos(JsonValue time) {
      return TimeText.iso(time.text());
    }
  },
  SECONDS {
    @Override
    long nanos(JsonValue time) {
      return TimeText.seconds(time.text());
    }
  },
  MILLIS {
    @Override
    long nanos(JsonValue time) {
      return TimeText.units(time.text(), 1_000_000);
    }
  },
  MICROS {
    @Override
    long nanos(JsonValue time) {
      return TimeText.units(time.text(), 1_000);
    }
  },
  NANOS {
    @Override
    long nanos(JsonValue time) {
      return TimeText.units(time.text(), 1);
    }
  };

  /// Nanoseconds since 1970.
  abstract long nanos(JsonValue time);

  static Map<String, TimeUnitWord> words() {
    Map<String, TimeUnitWord> words = new LinkedHashMap<>();
    for (TimeUnitWord unit : values()) {
      words.put(unit.name().toLowerCase(Locale.ROOT), unit);
    }
    return words;
  }
}
