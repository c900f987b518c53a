package io.papertape.live.simulate;

import static io.papertape.live.simulate.BrokenInvariant.require;

import java.util.List;

/// Watches that nobody connects without end while nothing goes wrong.
final class CalmConnections {
  /// So many a venue are explained by what went wrong before, by a night without trades, and by
  /// connections that a venue ends after a day.
  private static final long EXPLAINED = 16;

  private static final long EXPLAINED_AN_HOUR = 4;

  private final List<VenueServer> venues;
  private final long[] before;
  private long calmSinceNanos;

  CalmConnections(List<VenueServer> venues, long nowNanos) {
    this.venues = venues;
    before = new long[venues.size()];
    calmSinceNanos = nowNanos;
  }

  void check(boolean isCalm, long nowNanos) {
    if (!isCalm) {
      calmSinceNanos = nowNanos;
    }
    for (int i = 0; i < before.length; i++) {
      VenueServer venue = venues.get(i);
      if (!isCalm) {
        before[i] = venue.attempts();
      }
      long attempts = venue.attempts() - before[i];
      long hours = (nowNanos - calmSinceNanos) / (60 * World.MINUTE);
      require(
          attempts <= EXPLAINED + EXPLAINED_AN_HOUR * hours,
          "Connects again and again in calm weather: venue=%s, attempts=%d, hours=%d",
          venue.dialect().venue().name(),
          attempts,
          hours);
    }
  }
}
