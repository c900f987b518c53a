package io.papertape.live.transport;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.transport.FeedChange.Reason;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Drives a [Supervision] through virtual time and writes down what it wants, each action after
/// the seconds since the start.
final class VirtualVenue {
  private static final long START = 1_700_000_000_000_000_000L;

  final List<String> actions = new ArrayList<>();
  private final Supervision supervision;
  private long now = START;

  VirtualVenue(Venue venue, List<Stream> streams, long seed) {
    supervision =
        new Supervision(venue, streams, TransportRules.STANDARD, new SplittableRandom(seed));
    on(new LinkEvent.Start(now));
  }

  void on(LinkEvent event) {
    supervision.on(event).forEach(action -> actions.add(seconds(now) + " " + text(action)));
    if (supervision.nextNanos() <= now) {
      throw new AssertionError(
          "Supervision is due again at once: event=%s, actions=%s".formatted(event, actions));
    }
  }

  void opened(int connection) {
    on(new LinkEvent.Opened(connection, now));
  }

  void openFailed(int connection, Reason reason, OptionalLong retryAfterNanos) {
    on(new LinkEvent.OpenFailed(connection, now, reason, retryAfterNanos, "test"));
  }

  void message(int connection) {
    on(new LinkEvent.Heard(connection, now, true));
  }

  void pong(int connection) {
    on(new LinkEvent.Pong(connection, now));
    on(new LinkEvent.Heard(connection, now, false));
  }

  void closed(int connection, int code) {
    on(new LinkEvent.Closed(connection, now, code, ""));
  }

  void said(int connection, FeedEvent event) {
    on(new LinkEvent.Said(connection, now, event));
  }

  /// Asks again for trades of these.
  void again(int connection, String symbols) {
    List<Stream> streams =
        symbols
            .chars()
            .mapToObj(one -> Stream.of(Stream.Kind.TRADES, Character.toString(one)))
            .toList();
    on(new LinkEvent.Subscribe(connection, now, streams));
  }

  /// Opened, subscribed to and heard of.
  void live(int connection) {
    opened(connection);
    pass(Duration.ofSeconds(1));
    message(connection);
  }

  void pass(Duration time) {
    long until = now + time.toNanos();
    while (supervision.nextNanos() <= until) {
      now = Math.max(now, supervision.nextNanos());
      on(new LinkEvent.Tick(now));
    }
    now = until;
  }

  /// Lets time pass in which a message comes every second.
  void passWithMessages(Duration time, int connection) {
    for (long i = 0; i < time.toSeconds(); i++) {
      pass(Duration.ofSeconds(1));
      message(connection);
    }
  }

  /// Passes to the next connection that is opened, and says when that was.
  double secondsOfNextOpen(int connection) {
    while (actions.stream().noneMatch(action -> action.endsWith(" open " + connection))) {
      now = supervision.nextNanos();
      on(new LinkEvent.Tick(now));
    }
    return seconds(now);
  }

  /// When the next connection is opened, while this one answers pings and says no more.
  double secondsOfNextOpenPinged(int connection) {
    String next = " open " + (connection + 1);
    while (actions.stream().noneMatch(action -> action.endsWith(next))) {
      pass(Duration.ofSeconds(3));
      pong(connection);
    }
    return seconds(now);
  }

  long nowNanos() {
    return now;
  }

  double seconds() {
    return seconds(now);
  }

  boolean isOver() {
    return supervision.isOver();
  }

  List<String> take() {
    List<String> taken = List.copyOf(actions);
    actions.clear();
    return taken;
  }

  /// As [#take], without the times.
  List<String> takeUntimed() {
    return take().stream().map(action -> action.substring(action.indexOf(' ') + 1)).toList();
  }

  private static double seconds(long nanos) {
    return (nanos - START) / 1e9;
  }

  private static String text(LinkAction action) {
    return switch (action) {
      case LinkAction.Open(var connection, _) -> "open " + connection;
      case LinkAction.Send(var connection, var frame) -> "send " + connection + " " + frame;
      case LinkAction.Ping(var connection) -> "ping " + connection;
      case LinkAction.Close(var connection, var code, _) -> "close " + connection + " " + code;
      case LinkAction.Abort(var connection) -> "abort " + connection;
      case LinkAction.Tell(var change) ->
          "%s %d %s%s"
              .formatted(
                  change.state(),
                  change.connection(),
                  change.reason(),
                  change.isCovered() ? " covered" : "");
    };
  }
}
