package io.papertape.live.simulate;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// Virtual time, and what is to happen in it; all on one thread, in one order.
final class World {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;
  static final long MINUTE = 60 * SECOND;

  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private long now;
  private long due;
  private long planned;
  private long events;

  private record Step(long nanos, long order, Runnable what) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  World(long startNanos) {
    now = startNanos;
    due = startNanos;
  }

  /// When what happens now was to happen: before [#now] if this thread was busy. Threads that are
  /// not simulated, such as those that read from sockets, would have seen it then.
  long due() {
    return due;
  }

  /// Nanoseconds since 1970-01-01 UTC, as they are and no clock shows.
  long now() {
    return now;
  }

  /// How many things have happened.
  long events() {
    return events;
  }

  void at(long nanos, Runnable what) {
    steps.add(new Step(nanos, planned++, what));
  }

  void in(long nanos, Runnable what) {
    at(due + nanos, what);
  }

  void every(long nanos, Runnable what) {
    everyFrom(due + nanos, nanos, what);
  }

  private void everyFrom(long first, long nanos, Runnable what) {
    at(
        first,
        () -> {
          what.run();
          everyFrom(first + nanos, nanos, what);
        });
  }

  /// Lets time pass up to a moment, or until something is so.
  void runTo(long nanos, BooleanSupplier until) {
    while (!steps.isEmpty() && steps.peek().nanos() <= nanos) {
      Step step = steps.poll();
      now = Math.max(now, step.nanos());
      due = Math.max(due, step.nanos());
      events++;
      step.what().run();
      if (until.getAsBoolean()) {
        return;
      }
    }
    now = Math.max(now, nanos);
    due = now;
  }
}
