package io.papertape.live.tape;

import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;
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

  /// True if bars close with it, or are told afterwards.
  public boolean hasBars() {
    return events.stream().anyMatch(TapedBar.class::isInstance);
  }

  /// True if it has bars and all of them were fetched afterwards.
  public boolean isBackfilled() {
    return hasBars()
        && events.stream()
            .noneMatch(
                event -> event instanceof TapedBar bar && bar.origin() != BarOrigin.BACKFILLED);
  }

  static TapeMoment of(long timeNanos, TapeEvent event) {
    return new TapeMoment(timeNanos, List.of(event));
  }
}
