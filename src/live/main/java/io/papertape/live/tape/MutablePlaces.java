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
  private static final TreeMap<Long, Integer> NONE = new TreeMap<>();

  /// By source: how many events of an offset are not told.
  private final Map<Integer, TreeMap<Long, Integer>> open = new TreeMap<>();
  private final IdentityHashMap<TapedBar, FeedPlace> ofBars = new IdentityHashMap<>();

  /// By source: how far it has been read.
  private final TreeMap<Integer, FeedPlace> read = new TreeMap<>();

  void read(FeedPlace place) {
    read.put(place.source(), place);
  }

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
    close(place.get());
    return List.of(event, asItStands(place.get()));
  }

  /// With what is left untold of its source.
  private FeedPlace asItStands(FeedPlace there) {
    TreeMap<Long, Integer> left = open.getOrDefault(there.source(), NONE);
    long oldest = left.isEmpty() ? there.offset() : Math.min(left.firstKey(), there.offset());
    return new FeedPlace(
        there.receiveNanos(), there.source(), there.offset(), there.part(), oldest);
  }

  /// The events of a moment, and how far sources have been read that told nothing.
  List<TapeEvent> withRead(List<TapeEvent> events) {
    if (read.isEmpty()) {
      return events;
    }
    List<TapeEvent> all = new ArrayList<>(events);
    read.values().forEach(place -> all.add(asItStands(place)));
    read.clear();
    return all;
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
