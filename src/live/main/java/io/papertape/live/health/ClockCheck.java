package io.papertape.live.health;

/// Watches how far a venue's clock is from ours: the quickest event of each few dozen tells best,
/// for the others were longer on their way. A slow stream tells by the quickest of fewer, so that
/// what was wrong with a clock for a while does not count an hour later.
final class ClockCheck {
  private static final int WINDOW = 32;
  private static final int LEAST = 4;
  private static final long WINDOW_NANOS = 60_000_000_000L;

  private final long mostOffset;
  private final long mostStep;
  private long best = Long.MIN_VALUE;
  private int inWindow;
  private long windowSince;
  private long offset;
  private boolean isKnown;
  private boolean hasStepped;

  ClockCheck(HealthSettings settings) {
    mostOffset = settings.clockOffset().toNanos();
    mostStep = settings.clockStep().toNanos();
  }

  void observe(long venueNanos, long receiveNanos) {
    if (inWindow >= LEAST && receiveNanos - windowSince > WINDOW_NANOS) {
      endWindow();
    }
    if (inWindow == 0) {
      windowSince = receiveNanos;
    }
    best = Math.max(best, venueNanos - receiveNanos);
    inWindow++;
    if (inWindow == WINDOW) {
      endWindow();
    }
  }

  private void endWindow() {
    hasStepped = isKnown && Math.abs(best - offset) > mostStep;
    offset = best;
    isKnown = true;
    best = Long.MIN_VALUE;
    inWindow = 0;
  }

  /// Venue time minus receive time of the quickest; 0 while it is not known.
  long offsetNanos() {
    return offset;
  }

  boolean isKnown() {
    return isKnown;
  }

  boolean isFarOff() {
    return isKnown && Math.abs(offset) > mostOffset;
  }

  /// True if the last window is another clock than the one before.
  boolean hasStepped() {
    return hasStepped;
  }
}
