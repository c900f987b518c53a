package io.papertape.live.session;

import io.papertape.live.transport.FeedChange;
import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which streams come by which line, and which line a connection is of.
final class IntakeLines {
  private final List<List<Stream>> lines;
  private final Map<Integer, Integer> lineOf = new HashMap<>();

  private IntakeLines(List<List<Stream>> lines) {
    this.lines = List.copyOf(lines);
  }

  /// As the venue wants them on its connections.
  static IntakeLines of(Venue venue, List<Stream> streams) {
    return new IntakeLines(streams.isEmpty() ? List.of() : venue.connections(streams));
  }

  /// All by one way, however many connections the venue itself would want for them.
  static IntakeLines one(List<Stream> streams) {
    return new IntakeLines(List.of(streams));
  }

  /// The streams that a change concerns.
  List<Stream> take(FeedChange change) {
    lineOf.put(change.connection(), change.line());
    return lines.get(change.line());
  }

  /// The streams of a connection.
  List<Stream> of(int connection) {
    return lines.get(lineOf.getOrDefault(connection, 0));
  }

  void forget(int connection) {
    lineOf.remove(connection);
  }
}
