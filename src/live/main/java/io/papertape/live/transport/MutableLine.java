package io.papertape.live.transport;

import io.papertape.live.venue.Stream;
import io.papertape.live.venue.Venue;
import java.util.ArrayList;
import java.util.List;

/// As many streams of a venue as one connection may carry, and the connections that carry them:
/// one, two while one takes over from the other, or none.
final class MutableLine {
  final int index;
  final List<Stream> streams;

  /// Oldest first; without those that are being closed.
  final List<MutableLink> links = new ArrayList<>();

  /// Attempts and short-lived connections in a row that came to nothing.
  int failures;

  /// Connections in a row that were replaced because no message came.
  int stalls;

  /// When the next attempt may be made, if one is wanted.
  long openNanos;

  /// The venue has answered a ping on some connection: one that does not is in doubt.
  boolean answersPings;

  FeedChange.Reason openReason = FeedChange.Reason.START;

  MutableLine(int index, List<Stream> streams) {
    this.index = index;
    this.streams = streams;
  }

  static List<MutableLine> of(Venue venue, List<Stream> streams) {
    int most = venue.limits().streamsPerConnection();
    if (streams.isEmpty() || most < 1) {
      throw new IllegalArgumentException(
          "Nothing to connect for: streams=%d, streamsPerConnection=%d. Give 1 or more of both."
              .formatted(streams.size(), most));
    }
    List<MutableLine> lines = new ArrayList<>();
    for (List<Stream> group : venue.connections(streams)) {
      lines.add(new MutableLine(lines.size(), List.copyOf(group)));
    }
    return lines;
  }

  boolean isLive() {
    return links.stream().anyMatch(link -> link.phase == MutableLink.Phase.LIVE);
  }

  boolean isLiveWithout(MutableLink one) {
    return links.stream().anyMatch(link -> link != one && link.phase == MutableLink.Phase.LIVE);
  }

  boolean wantsLink(long nowNanos) {
    return nowNanos >= wantsLinkNanos();
  }

  /// From when on another connection is wanted.
  long wantsLinkNanos() {
    return switch (links.size()) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> links.getFirst().isOpen() ? links.getFirst().renewNanos : MutableLink.NEVER;
      default -> MutableLink.NEVER;
    };
  }
}
