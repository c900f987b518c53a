package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.health.HealthReason;
import io.papertape.live.health.StreamHealth;
import io.papertape.live.transport.FeedChange;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which streams come over which connection, and which connections may tell what is old.
final class IntakeLines {
  private final List<List<Stream>> streams;
  private final Map<String, MutableInput> inputs;
  private final Map<Integer, Integer> lineOf = new HashMap<>();
  private final Set<Integer> inDoubt = new HashSet<>();
  private final RefusedStreams refused = new RefusedStreams();
  private final boolean isOneWay;

  /// @param isOneWay all streams come by one way; else by as many as the venue wants for them
  /// @param inputs   by their symbols, as they come to be listened to
  IntakeLines(Venue venue, List<Stream> asked, boolean isOneWay, Map<String, MutableInput> inputs) {
    this.inputs = inputs;
    this.isOneWay = isOneWay;
    if (isOneWay) {
      streams = List.of(List.copyOf(asked));
    } else {
      streams = asked.isEmpty() ? List.of() : venue.connections(asked);
    }
  }

  /// Of a connection that something becomes of.
  List<Stream> of(FeedChange change) {
    lineOf.put(change.connection(), change.line());
    return streams.get(change.line());
  }

  /// Of a connection; of the first line if nothing was told of it.
  private List<Stream> of(int connection) {
    return streams.get(lineOf.getOrDefault(connection, 0));
  }

  /// Frames of a connection never came: any of its streams may have been in them.
  void lost(int connection, long receivedNanos) {
    for (Stream stream : of(connection)) {
      if (stream.kind() != Stream.Kind.BOOK) { // it has its snapshot to wait for
        health(stream).ifPresent(health -> health.lost(receivedNanos));
      }
    }
  }

  /// What a frame of a connection tells of its streams: one of which something comes is not
  /// refused, and others may be.
  void hear(int connection, FeedEvent event, long nowNanos) {
    switch (event) {
      case FeedEvent.OfMarket market ->
          Optional.ofNullable(inputs.get(market.symbol()))
              .flatMap(listened -> listened.streamOf(market))
              .filter(stream -> refused.hear(connection, stream))
              .ifPresent(stream -> tellRefusal(stream, nowNanos));
      case FeedEvent.Refused refusal when !isOneWay ->
          refused
              .refuse(connection, of(connection), refusal, nowNanos)
              .forEach(stream -> tellRefusal(stream, nowNanos));
      default -> {
        // says nothing of one stream
      }
    }
  }

  /// Asks for refused streams again, when that is due.
  void askAgain(long nowNanos, IntakeRequests requests) {
    refused.due(nowNanos).forEach(requests::subscribe);
  }

  private void tellRefusal(Stream stream, long nowNanos) {
    Optional.ofNullable(inputs.get(stream.symbol()))
        .ifPresent(listened -> listened.refused(stream, refused.isRefused(stream), nowNanos));
  }

  /// What a connection tells may be old, or is known to be fresh.
  void doubt(int connection, boolean isInDoubt, long atNanos) {
    if (isInDoubt) {
      inDoubt.add(connection);
    } else {
      inDoubt.remove(connection);
    }
    tellDoubt(connection, atNanos);
  }

  /// A connection is gone, with what was doubtful of it.
  void forget(int connection, long atNanos) {
    if (inDoubt.remove(connection)) {
      tellDoubt(connection, atNanos);
    }
    refused.forget(connection).forEach(stream -> tellRefusal(stream, atNanos));
    lineOf.remove(connection);
  }

  /// Of two connections that overlap one in doubt is enough.
  private void tellDoubt(int connection, long atNanos) {
    List<Stream> concerned = of(connection);
    boolean isAny = inDoubt.stream().anyMatch(one -> of(one) == concerned);
    for (Stream stream : concerned) {
      health(stream).ifPresent(health -> health.set(HealthReason.LAG, isAny, atNanos));
    }
  }

  private Optional<StreamHealth> health(Stream stream) {
    return Optional.ofNullable(inputs.get(stream.symbol()))
        .flatMap(listened -> listened.of(stream.kind()));
  }
}
