package io.papertape.live.session;

import io.papertape.live.feed.FeedEvent;

/// What a [VenueIntake] asks of whoever owns the connections.
public interface IntakeRequests {
  /// The venue said something of itself, or wants an answer.
  void said(int connection, FeedEvent event);

  /// A book is of no use until it has a new snapshot.
  void snapshot(int connection, String symbol);

  /// Bars may have been missed: those that opened from a time on. [VenueIntake#bars] or
  /// [VenueIntake#noBars] follows.
  void bars(int instrument, long fromNanos);

  /// What does the venue's clock read? [VenueIntake#clock] or
  /// [VenueIntake#noClock] follows.
  void clock();
}
