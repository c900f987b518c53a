package io.papertape.live.health;

import io.papertape.market.InputState;

/// How a stream, or the market data of an instrument, are.
///
/// @param sinceNanos when that began, by the process's clock
public record StreamState(InputState state, HealthReason reason, long sinceNanos) {
  /// True if this is worse, or as bad and older; nothing has been wrong since the last of several
  /// was mended.
  boolean isWorseThan(StreamState other) {
    int order = Integer.compare(severity(), other.severity());
    if (order != 0) {
      return order > 0;
    }
    return state == InputState.LIVE ? sinceNanos > other.sinceNanos : sinceNanos < other.sinceNanos;
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
