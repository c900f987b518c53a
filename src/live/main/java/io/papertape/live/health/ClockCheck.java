package io.papertape.live.health;

/// Watches how far a venue's clock is from ours: the quickest event of some seconds tells best, for
/// the others were longer on their way. A slow stream tells by the quickest of a few. What the
/// venue's clock was when we asked for it tells at once, however slow the stream is.
final class ClockCheck {
  private static final int LEAST = 4;
  private static final long WINDOW_NANOS = 5_000_000_000L;

  private final long mostOffset;
  private final long mostStep;
  private long best = Long.MIN_VALUE;
  private int inWindow;
  private long windowSince;
  private long offset;
  private boolean isKnown;
  private boolean hasStepped;
  private boolean isDoubted;

  ClockCheck(HealthSettings settings) {
    mostOffset = settings.clockOffset().toNanos();
    mostStep = settings.clockStep().toNanos();
  }

  void observe(long venueNanos, long receiveNanos) {
    if (inWindow == 0) {
      windowSince = receiveNanos;
    }
    best = Math.max(best, venueNanos - receiveNanos);
    inWindow++;
    if (inWindow >= LEAST && receiveNanos - windowSince >= WINDOW_NANOS) {
      judge(best);
      offset = best;
      begin();
    }
  }

  private void judge(long now) {
    hasStepped = isDoubted || (isKnown && Math.abs(now - offset) > mostStep);
    isDoubted = false;
  }

  /// Our clock has been set: how far it was away from the venue's says nothing of now, and two
  /// readings that agree are needed again.
  ///
  /// @return false if nothing was ever known
  boolean restart() {
    isDoubted |= isKnown || inWindow > 0; // one that was doubted is, until it is read
    hasStepped = isDoubted;
    isKnown = false;
    offset = 0;
    best = Long.MIN_VALUE;
    inWindow = 0;
    return isDoubted;
  }

  private void begin() {
    isKnown = true;
    best = Long.MIN_VALUE;
    inWindow = 0;
  }

  /// Takes what the venue's clock was when we asked: venue time minus ours is between two bounds.
  void measured(long lowNanos, long highNanos) {
    long nearest = Math.clamp(offset, lowNanos, highNanos);
    judge(nearest);
    offset = isKnown ? nearest : lowNanos + (highNanos - lowNanos) / 2;
    begin();
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
