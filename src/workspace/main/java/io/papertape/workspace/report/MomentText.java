package io.papertape.workspace.report;

import java.time.LocalDate;

/// Writes times in UTC as ISO text with nine decimals, one after the other: most are of the same
/// day as the one before.
final class MomentText {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;
  private static final int SECONDS_PER_HOUR = 3_600;
  private static final int SECONDS_PER_MINUTE = 60;

  private long day = Long.MIN_VALUE;
  private String dayText = "";

  void write(long nanos, StringBuilder into) {
    long ofMoment = Math.floorDiv(nanos, NANOS_PER_DAY);
    if (ofMoment != day) {
      day = ofMoment;
      dayText = LocalDate.ofEpochDay(day).toString();
    }
    long ofDay = Math.floorMod(nanos, NANOS_PER_DAY);
    int second = (int) (ofDay / NANOS_PER_SECOND);
    into.append(dayText).append('T');
    number(second / SECONDS_PER_HOUR, 10, into);
    into.append(':');
    number(second / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE, 10, into);
    into.append(':');
    number(second % SECONDS_PER_MINUTE, 10, into);
    into.append('.');
    number((int) (ofDay % NANOS_PER_SECOND), 100_000_000, into);
    into.append('Z');
  }

  /// @param first what the first digit counts
  private static void number(int value, int first, StringBuilder into) {
    for (int unit = first; unit > 0; unit /= 10) {
      into.append((char) ('0' + value / unit % 10));
    }
  }
}
