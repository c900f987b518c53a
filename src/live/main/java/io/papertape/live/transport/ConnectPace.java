package io.papertape.live.transport;

/// When one venue may be connected to: attempts keep a distance, and a venue that wants to be left
/// alone is. It has no clock. For any thread.
final class ConnectPace {
  private long notBeforeNanos = Long.MIN_VALUE;

  synchronized long notBeforeNanos() {
    return notBeforeNanos;
  }

  /// Nobody connects before this time.
  synchronized void leaveAlone(long untilNanos) {
    notBeforeNanos = Math.max(notBeforeNanos, untilNanos);
  }

  /// True if a connection may be opened now: then nobody else may before so much time has passed.
  synchronized boolean opens(long nowNanos, long spacingNanos) {
    if (nowNanos < notBeforeNanos) {
      return false;
    }
    notBeforeNanos = nowNanos + spacingNanos;
    return true;
  }
}
