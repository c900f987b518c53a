package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;
import io.papertape.live.venue.Stream;
import java.util.List;

/// What a [VenueIntake] asks of whoever owns the connections.
public interface IntakeRequests {
  /// The venue said something of itself, or wants an answer.
  void said(int connection, FeedEvent event);

  /// The venue has refused these, or may have: they are to be asked for again. Whoever cannot ask
  /// does nothing.
  default void subscribe(int connection, List<Stream> streams) {}

  /// A book is of no use until it has a new snapshot.
  void snapshot(int connection, String symbol);

  /// Bars may have been missed: those that opened from a time on. [VenueIntake#bars] or
  /// [VenueIntake#noBars] follows.
  void bars(int instrument, long fromNanos);

  /// What does the venue's clock read? [VenueIntake#clock] or
  /// [VenueIntake#noClock] follows.
  void clock();
}
