package io.papertape.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/// Timers of a strategy, the earliest first; ties in the order in which they were set.
final class Timers {
  private record Timer(long timeNanos, long sequence, String name) {}

  private final PriorityQueue<Timer> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Timer::timeNanos).thenComparingLong(Timer::sequence));
  private long sequence;

  void add(long timeNanos, String name) {
    queue.add(new Timer(timeNanos, sequence++, name));
  }

  boolean isDue(long nowNanos) {
    return !queue.isEmpty() && queue.element().timeNanos() <= nowNanos;
  }

  String takeName() {
    return queue.remove().name();
  }
}
