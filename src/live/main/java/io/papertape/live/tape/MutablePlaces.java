package io.papertape.live.tape;

import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeEvent.TapedBar;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The places of what a sequencer has taken and not told yet.
final class MutablePlaces {
  /// By source: how many events of an offset are not told.
  private final Map<Integer, TreeMap<Long, Integer>> open = new TreeMap<>();
  private final Map<TapedBar, FeedPlace> ofBars = new IdentityHashMap<>();

  void open(FeedPlace place) {
    open.computeIfAbsent(place.source(), _ -> new TreeMap<>())
        .merge(place.offset(), 1, Integer::sum);
  }

  void close(FeedPlace place) {
    open.get(place.source())
        .computeIfPresent(place.offset(), (_, count) -> count == 1 ? null : count - 1);
  }

  /// A bar is kept until its time.
  void keep(TapedBar bar, Optional<FeedPlace> place) {
    place.ifPresent(there -> ofBars.put(bar, there));
  }

  /// The event, and its place as it stands once the event is told.
  List<TapeEvent> told(TapeEvent event, Optional<FeedPlace> place) {
    if (place.isEmpty()) {
      return List.of(event);
    }
    FeedPlace there = place.get();
    close(there);
    TreeMap<Long, Integer> left = open.get(there.source());
    long oldest = left.isEmpty() ? there.offset() : Math.min(left.firstKey(), there.offset());
    return List.of(
        event,
        new FeedPlace(there.receiveNanos(), there.source(), there.offset(), there.part(), oldest));
  }

  /// The bars of a moment, each with its place behind it.
  List<TapeEvent> told(List<TapeEvent> bars) {
    if (ofBars.isEmpty()) {
      return bars;
    }
    List<TapeEvent> events = new ArrayList<>();
    for (TapeEvent bar : bars) {
      events.addAll(told(bar, Optional.ofNullable(ofBars.remove(bar))));
    }
    return events;
  }
}
