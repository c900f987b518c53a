package io.papertape.market;

/// Holds a column of event times in order; equal times may follow each other.
final class TimeOrder {
  private TimeOrder() {}

  static long checked(LongColumn times, long nanos) {
    if (times.size() > 0 && nanos < times.get(times.size() - 1)) {
      throw new IllegalArgumentException(
          "Events go back in time: timeNanos=%d, previous=%d. Sort the source by time."
              .formatted(nanos, times.get(times.size() - 1)));
    }
    return nanos;
  }
}
