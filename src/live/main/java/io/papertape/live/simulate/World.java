package io.papertape.live.simulate;

import java.util.function.BooleanSupplier;

/// Virtual time, and what is to happen in it; all on one thread, in one order.
final class World {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;
  static final long MINUTE = 60 * SECOND;

  private final Agenda agenda = new Agenda();
  private long now;
  private long due;
  private long events;

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
    agenda.add(nanos, what);
  }

  void in(long nanos, Runnable what) {
    at(due + nanos, what);
  }

  void every(long nanos, Runnable what) {
    at(due + nanos, new Repeated(due + nanos, nanos, what));
  }

  /// Happens again and again.
  private final class Repeated implements Runnable {
    private final long periodNanos;
    private final Runnable what;
    private long nextNanos;

    Repeated(long firstNanos, long periodNanos, Runnable what) {
      this.periodNanos = periodNanos;
      this.what = what;
      nextNanos = firstNanos;
    }

    @Override
    public void run() {
      what.run();
      nextNanos += periodNanos;
      at(nextNanos, this);
    }
  }

  /// Lets time pass up to a moment, or until something is so.
  void runTo(long nanos, BooleanSupplier until) {
    while (agenda.nextNanos() <= nanos) {
      long time = agenda.nextNanos();
      now = Math.max(now, time);
      due = Math.max(due, time);
      events++;
      agenda.take().run();
      if (until.getAsBoolean()) {
        return;
      }
    }
    now = Math.max(now, nanos);
    due = now;
  }
}
