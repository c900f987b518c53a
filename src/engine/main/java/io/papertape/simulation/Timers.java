package io.papertape.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Timers of a strategy, the earliest first; ties in the order in which they were set.
final class Timers {
  private record Timer(long timeNanos, long sequence, String name) {}

  private final PriorityQueue<Timer> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Timer::timeNanos).thenComparingLong(Timer::sequence));
  private long sequence;
  private long nextNanos = Long.MAX_VALUE;

  void add(long timeNanos, String name) {
    queue.add(new Timer(timeNanos, sequence++, name));
    nextNanos = Math.min(nextNanos, timeNanos);
  }

  /// Time of the earliest; [Long#MAX_VALUE] if there is none.
  long nextNanos() {
    return nextNanos;
  }

  boolean isDue(long nowNanos) {
    return nextNanos <= nowNanos;
  }

  /// Takes what is due. A timer set while these are told waits for the next moment, so that one
  /// which sets itself again does not stop the clock.
  List<String> takeDue(long nowNanos) {
    List<String> due = new ArrayList<>();
    while (!queue.isEmpty() && isDue(nowNanos)) {
      due.add(queue.remove().name());
      nextNanos = queue.isEmpty() ? Long.MAX_VALUE : queue.element().timeNanos();
    }
    return due;
  }
}
