package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Stream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which streams a venue refuses, by connection, and when they are asked for again: after a second,
/// then after twice as long each time, up to half a minute, until something of them comes.
///
/// Venues say in many ways what they refuse. Refused are the streams whose symbol stands in the
/// refusal, or all if none does, of which nothing has come yet. Some venues refuse a whole frame
/// for one stream in it, so the others of which nothing has come are asked for again too, once.
final class RefusedStreams {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long MOST_NANOS = 30_000_000_000L;

  private final Map<Integer, Set<Stream>> heard = new TreeMap<>();
  private final Map<Integer, Wanted> wanted = new TreeMap<>();

  private static final class Wanted {
    final Set<Stream> refused = new LinkedHashSet<>();
    final Set<Stream> others = new LinkedHashSet<>();
    long pauseNanos = FIRST_NANOS;
    long dueNanos = Long.MAX_VALUE;
  }

  /// Something of a stream has come.
  ///
  /// @return true if it was refused
  boolean hear(int connection, Stream stream) {
    Set<Stream> ofConnection = heard.computeIfAbsent(connection, _ -> new HashSet<>());
    if (!ofConnection.add(stream) || !wanted.containsKey(connection)) {
      return false;
    }
    wanted.get(connection).others.remove(stream);
    return wanted.get(connection).refused.remove(stream);
  }

  /// Something was refused.
  ///
  /// @param streams of the connection
  /// @return those that are refused
  Set<Stream> refuse(
      int connection, List<Stream> streams, FeedEvent.Refused refusal, long nowNanos) {
    String words = refusal.stream() + " " + refusal.message();
    if (words.toLowerCase(Locale.ROOT).contains("already")) {
      return Set.of();
    }
    List<Stream> unheard = new ArrayList<>(streams);
    unheard.removeAll(heard.getOrDefault(connection, Set.of()));
    if (unheard.isEmpty()) {
      return Set.of();
    }
    List<Stream> named = unheard.stream().filter(one -> names(words, one.symbol())).toList();
    boolean isOfAll = streams.stream().noneMatch(one -> names(words, one.symbol()));
    Wanted ofConnection = wanted.computeIfAbsent(connection, _ -> new Wanted());
    ofConnection.others.addAll(unheard);
    ofConnection.refused.addAll(isOfAll ? unheard : named);
    if (ofConnection.dueNanos == Long.MAX_VALUE) {
      ofConnection.dueNanos = nowNanos + ofConnection.pauseNanos;
    }
    return ofConnection.refused;
  }

  /// Whether a symbol stands in a text, and not as a part of a longer one.
  private static boolean names(String text, String symbol) {
    for (int at = text.indexOf(symbol); at >= 0; at = text.indexOf(symbol, at + 1)) {
      int end = at + symbol.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /// True if any connection refuses it: of two that overlap one is enough.
  boolean isRefused(Stream stream) {
    return wanted.values().stream().anyMatch(one -> one.refused.contains(stream));
  }

  /// What is to be asked for again now, by connection.
  Map<Integer, List<Stream>> due(long nowNanos) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<Integer, List<Stream>> due = new TreeMap<>();
    wanted.forEach(
        (connection, one) -> {
          if (nowNanos >= one.dueNanos) {
            one.others.addAll(one.refused);
            due.put(connection, List.copyOf(one.others));
            one.others.clear();
            one.pauseNanos = Math.min(2 * one.pauseNanos, MOST_NANOS);
            one.dueNanos = one.refused.isEmpty() ? Long.MAX_VALUE : nowNanos + one.pauseNanos;
          }
        });
    due.values().removeIf(List::isEmpty);
    return due;
  }

  /// A connection is gone.
  ///
  /// @return what it refused
  Set<Stream> forget(int connection) {
    heard.remove(connection);
    Wanted gone = wanted.remove(connection);
    return gone == null ? Set.of() : gone.refused;
  }
}
