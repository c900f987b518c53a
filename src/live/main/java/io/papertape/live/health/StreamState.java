package io.papertape.live.health;

import io.papertape.market.InputState;

/// How a stream, or the market data of an instrument, are.
///
/// @param sinceNanos when that began, by the process's clock
public record StreamState(InputState state, HealthReason reason, long sinceNanos) {
  /// True if this is worse, or as bad and older.
  boolean isWorseThan(StreamState other) {
    int order = Integer.compare(severity(), other.severity());
    return order != 0 ? order > 0 : sinceNanos < other.sinceNanos;
  }

  private int severity() {
    return switch (state) {
      case LIVE -> 0;
      case BACKFILLED -> 1;
      case STALE -> 2;
      case BROKEN -> 3;
    };
  }
}
