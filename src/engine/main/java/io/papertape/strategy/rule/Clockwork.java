package io.papertape.strategy.rule;

/// Knows when the schedule is due, for one instrument or for the market as a whole.
final class Clockwork {
  private final Schedule schedule;
  private long lastPeriod = Long.MIN_VALUE;

  Clockwork(Schedule schedule) {
    this.schedule = schedule;
  }

  /// Whether a bar is the first of its period; to be asked once a bar.
  boolean isDue(long closeNanos, long barIndex) {
    long period = schedule.period(closeNanos, barIndex);
    boolean due = period != lastPeriod;
    lastPeriod = period;
    return due;
  }
}
