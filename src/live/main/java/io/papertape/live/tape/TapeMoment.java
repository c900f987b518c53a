package io.papertape.live.tape;

import java.util.List;

/// All that the engine learns at one moment: a quote, a trade tick, the bars of one close time, or
/// something that is no market event.
///
/// @param timeNanos engine time, above that of the moment before; nanoseconds since 1970-01-01 UTC
/// @param events    in the order in which they are told; at least one
public record TapeMoment(long timeNanos, List<TapeEvent> events) {
  public TapeMoment {
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException(
          "Moment is empty: timeNanos=%d. Tell a reading of the clock.".formatted(timeNanos));
    }
  }

  static TapeMoment of(long timeNanos, TapeEvent event) {
    return new TapeMoment(timeNanos, List.of(event));
  }
}
