package io.papertape.live;

import io.papertape.live.feed.FeedCodec;
import io.papertape.live.feed.FeedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Gives frames to codecs in tests.
public final class Decoding {
  private Decoding() {}

  /// Events of one frame.
  public static List<FeedEvent> events(FeedCodec codec, String frame) {
    List<FeedEvent> events = new ArrayList<>();
    codec.decode(frame.getBytes(StandardCharsets.UTF_8), events::add);
    return events;
  }

  /// Events of the frames of one connection.
  public static List<FeedEvent> events(FeedCodec codec, List<SharedFeeds.Line> lines) {
    List<FeedEvent> events = new ArrayList<>();
    lines.forEach(line -> codec.decode(line.bytes(), events::add));
    return events;
  }

  /// How many events of each kind there are, by the kind's name.
  public static Map<String, Integer> kinds(List<FeedEvent> events) {
    return counts(events.stream().map(event -> event.getClass().getSimpleName()).toList());
  }

  /// What is ignored, and how often.
  public static Map<String, Integer> ignored(List<FeedEvent> events) {
    return counts(
        of(FeedEvent.Ignored.class, events).stream().map(FeedEvent.Ignored::kind).toList());
  }

  private static Map<String, Integer> counts(List<String> kinds) {
    Map<String, Integer> counts = new TreeMap<>();
    kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
    return counts;
  }

  /// What is not understood.
  public static List<String> unknown(List<FeedEvent> events) {
    return of(FeedEvent.Unknown.class, events).stream().map(FeedEvent.Unknown::problem).toList();
  }

  /// Events of one kind.
  public static <T extends FeedEvent> List<T> of(Class<T> kind, List<FeedEvent> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
