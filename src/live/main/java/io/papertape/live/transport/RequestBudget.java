package io.papertape.live.transport;

import java.util.Arrays;

/// How many requests a venue lets us make in any stretch of time of one length. For one thread.
public final class RequestBudget {
  private final long[] sentNanos;
  private final long windowNanos;
  private long lastNanos = Long.MIN_VALUE;
  private int oldest;

  /// @param most        requests, or units of weight where the venue counts those
  /// @param windowNanos stretch of time in which they are counted
  public RequestBudget(int most, long windowNanos) {
    if (most < 1 || windowNanos < 1) {
      throw new IllegalArgumentException(
          "Request budget is empty: most=%d, windowNanos=%d. Give 1 or more of both."
              .formatted(most, windowNanos));
    }
    this.sentNanos = new long[most];
    Arrays.fill(sentNanos, Long.MIN_VALUE);
    this.windowNanos = windowNanos;
  }

  /// When a request of this weight may be sent, not before now, nor before one that was counted.
  public long freeNanos(int weight, long nowNanos) {
    if (weight < 1 || weight > sentNanos.length) {
      throw new IllegalArgumentException(
          "Request never fits the budget: weight=%d, most=%d. Ask for less."
              .formatted(weight, sentNanos.length));
    }
    long last = sentNanos[(oldest + weight - 1) % sentNanos.length];
    long soonest = Math.max(nowNanos, lastNanos);
    return last == Long.MIN_VALUE ? soonest : Math.max(soonest, last + windowNanos);
  }

  /// Counts a request.
  ///
  /// @param atNanos when it is sent; not before one that was counted
  public void spend(int weight, long atNanos) {
    lastNanos = Math.max(lastNanos, atNanos);
    for (int i = 0; i < weight; i++) {
      sentNanos[oldest] = lastNanos;
      oldest = (oldest + 1) % sentNanos.length;
    }
  }
}
