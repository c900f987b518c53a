package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.transport.FeedChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What a person should know of a venue's frames, which no strategy is told: those that were not
/// understood, what the venue refused, symbols that nobody asked for, a connection that is away.
final class FeedNotes {
  private static final int MOST_SYMBOLS = 5;
  private static final int MOST_REFUSALS = 10;
  private static final int MOST_TOLD = 100;
  private static final int MOST_KINDS = 1_000;
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private final List<String> refusals = new ArrayList<>();
  private final TreeSet<String> otherSymbols = new TreeSet<>();
  private final TreeMap<String, Count> largeVolumes = new TreeMap<>();
  private final Map<Integer, FeedChange> away = new TreeMap<>();
  private final LinkedHashSet<String> told = new LinkedHashSet<>();
  private long hourNanos = Long.MIN_VALUE;
  private int toldInHour;
  private Optional<String> lastUnknown = Optional.empty();
  private final Map<String, Count> counts = new HashMap<>();
  private final Map<Class<?>, Count> kinds = new HashMap<>();
  private long unknown;
  private long other;

  private static final class Count {
    private long times;
  }

  /// Counts what nobody need look at.
  void count(String what) {
    count(what, 1);
  }

  void count(String what, long times) {
    counts.computeIfAbsent(what, _ -> new Count()).times += times;
  }

  /// How often each thing came, in the order of their names.
  Map<String, Long> counts() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((what, count) -> all.put(what, count.times));
    kinds.forEach((kind, count) -> all.merge(kind.getSimpleName(), count.times, Long::sum));
    return all;
  }

  void hear(FeedEvent event) {
    kinds.computeIfAbsent(event.getClass(), _ -> new Count()).times++;
    if (event instanceof FeedEvent.Unknown(String problem)) {
      unknown++;
      lastUnknown = Optional.of(problem);
    } else if (event instanceof FeedEvent.Refused refused && refusals.size() < MOST_REFUSALS) {
      String said =
          "Venue refuses: stream=%s, code=%s, message=%s."
              .formatted(refused.stream(), refused.code(), refused.message());
      if (!refusals.contains(said)) {
        refusals.add(said);
      }
    }
  }

  void otherSymbol(String symbol) {
    other++;
    count("other-symbol");
    if (otherSymbols.size() < MOST_SYMBOLS) {
      otherSymbols.add(symbol);
    }
  }

  /// A bar's volume is more than a count of its instrument's steps holds.
  void largeVolume(String symbol) {
    count("large-volume");
    largeVolumes.computeIfAbsent(symbol, _ -> new Count()).times++;
  }

  /// @throws IllegalStateException if connections have ended and nobody makes them again
  void requireConnections() {
    for (FeedChange one : away.values()) {
      if (one.state() == FeedChange.State.FAILED) {
        throw new IllegalStateException("Connections are at an end: " + one.detail());
      }
    }
  }

  void change(FeedChange change) {
    count(change.state().name() + " " + change.reason().name());
    switch (change.state()) {
      case LIVE, CLOSED -> away.remove(change.line());
      case LOST, MAINTENANCE, BACKING_OFF, FAILED -> {
        if (!change.isCovered()) {
          away.put(change.line(), change);
        }
      }
      case CONNECTING, HALF_OPEN -> {
        // nothing is lost yet
      }
    }
  }

  /// All of it, in sentences.
  ///
  /// @param findings what the venue's description does not fit
  List<String> lines(List<String> findings) {
    List<String> lines = new ArrayList<>(refusals);
    for (FeedChange one : away.values()) {
      lines.add(
          "Connection is away: state=%s, reason=%s, says=%s."
              .formatted(one.state(), one.reason(), one.detail()));
    }
    lastUnknown.ifPresent(
        problem ->
            lines.add("Not understood: frames=%d, the last: %s".formatted(unknown, problem)));
    if (other > 0) {
      lines.add(
          "Symbols that nobody asked for: events=%d, such as %s.".formatted(other, otherSymbols));
    }
    largeVolumes.forEach(
        (symbol, count) ->
            lines.add(
                ("Bars have a larger volume than is kept, and the largest instead: symbol=%s,"
                        + " events=%d.")
                    .formatted(symbol, count.times)));
    lines.addAll(findings);
    return lines;
  }

  /// Tells a log each kind of note once, and at most so many kinds an hour; the next hour tells
  /// those that still hold.
  void tell(List<String> lines, String venue, long nowNanos, Consumer<String> log) {
    if (hourNanos == Long.MIN_VALUE || nowNanos - hourNanos >= HOUR_NANOS) {
      hourNanos = nowNanos;
      toldInHour = 0;
    }
    for (String line : lines) {
      String kind = line.replaceAll("(events|frames)=\\d+", "");
      if (toldInHour < MOST_TOLD && told.add(kind)) {
        toldInHour++;
        log.accept("%s: %s".formatted(venue, line));
        if (toldInHour == MOST_TOLD) {
          log.accept("%s: More notes are not logged for an hour.".formatted(venue));
        }
        if (told.size() > MOST_KINDS) {
          told.removeFirst();
        }
      }
    }
  }
}
