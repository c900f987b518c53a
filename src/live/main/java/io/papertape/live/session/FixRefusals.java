package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The instruments whose request a venue of FIX refuses, and when each is asked for again: a second
/// after the refusal, then after twice as long each time, up to half a minute.
///
/// A session loses nothing, so each request has its answer: what is asked for again waits for that,
/// because a second subscription would tell each trade twice. A refusal that names no request is of
/// all instruments of which nothing has come. It is over with a snapshot, or a trade where nothing
/// but trades is asked for.
final class FixRefusals {
  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long MOST_NANOS = 30_000_000_000L;

  /// What stands for a request that a refusal does not name.
  private static final Set<String> NAMELESS = Set.of("", "message-V", "message-?");

  private final Map<String, List<Stream>> streams = new TreeMap<>();
  private final Set<String> heard = new TreeSet<>();
  private final Map<String, Refusal> refused = new TreeMap<>();

  private static final class Refusal {
    private long pauseNanos = FIRST_NANOS;
    private long dueNanos;
  }

  FixRefusals(List<Stream> asked) {
    asked.forEach(one -> streams.computeIfAbsent(one.symbol(), _ -> new ArrayList<>()).add(one));
  }

  /// Takes what the venue tells.
  ///
  /// @return true if other instruments are refused now than before
  boolean hear(FeedEvent event, long nowNanos) {
    return switch (event) {
      case FeedEvent.Refused refusal -> refuse(refusal, nowNanos);
      case FeedEvent.OfMarket market -> {
        heard.add(market.symbol());
        yield answers(market) && refused.remove(market.symbol()) != null;
      }
      default -> false;
    };
  }

  /// A change of a book may still be of before the refusal.
  private boolean answers(FeedEvent.OfMarket market) {
    return switch (market) {
      case FeedEvent.BookSnapshot _ -> true;
      case FeedEvent.Trade trade -> asksForTradesAlone(trade.symbol());
      case FeedEvent.BookUpdate _, FeedEvent.TopOfBook _, FeedEvent.BarState _ -> false;
    };
  }

  private boolean asksForTradesAlone(String symbol) {
    return streams.getOrDefault(symbol, List.of()).stream()
        .allMatch(one -> one.kind() == Stream.Kind.TRADES);
  }

  private boolean refuse(FeedEvent.Refused refusal, long nowNanos) {
    if (refusal.message().toLowerCase(Locale.ROOT).contains("already subscri")) {
      return false;
    }
    List<String> symbols = refusedBy(refusal.stream());
    for (String symbol : symbols) {
      heard.remove(symbol);
      Refusal one = refused.computeIfAbsent(symbol, _ -> new Refusal());
      one.dueNanos = nowNanos + one.pauseNanos;
    }
    return !symbols.isEmpty();
  }

  private List<String> refusedBy(String stream) {
    if (streams.containsKey(stream)) {
      return List.of(stream);
    }
    return NAMELESS.contains(stream)
        ? streams.keySet().stream().filter(one -> !heard.contains(one)).toList()
        : List.of();
  }

  boolean isRefused(String symbol) {
    return refused.containsKey(symbol);
  }

  /// What is to be asked for again now; each refusal is told once.
  List<Stream> due(long nowNanos) {
    List<Stream> due = new ArrayList<>();
    refused.forEach(
        (symbol, one) -> {
          if (nowNanos >= one.dueNanos) {
            one.dueNanos = Long.MAX_VALUE;
            one.pauseNanos = Math.min(2 * one.pauseNanos, MOST_NANOS);
            due.addAll(streams.get(symbol));
          }
        });
    return due;
  }

  /// The session is over.
  void forget() {
    heard.clear();
    refused.clear();
  }
}
