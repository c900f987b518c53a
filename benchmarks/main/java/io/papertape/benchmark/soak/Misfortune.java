package io.papertape.benchmark.soak;

/// What goes wrong on each feed-day, and at which hour of it.
enum Misfortune {
  CUT(2),
  LOST_FRAMES(4),
  REPEATED_FRAMES(6),
  RESET(8),
  HALF_OPEN(11),
  CROSSED_QUOTES(14),
  CLOSED_BY_VENUE(16),
  REFUSED_REQUEST(18),
  PAUSED(20),
  RESUMED(21);

  private final int hour;

  Misfortune(int hour) {
    this.hour = hour;
  }

  /// Whether it begins at a second of the day.
  boolean beginsAt(long secondOfDay) {
    return secondOfDay == hour * 3_600L + 10;
  }
}
