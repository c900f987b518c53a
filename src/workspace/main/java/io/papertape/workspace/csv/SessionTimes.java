package io.papertape.workspace.csv;

import io.papertape.workspace.WorkspaceException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// When a calendar's trading day begins and ends: the seam where the trading calendar comes in.
///
/// Knows regular sessions only, no half days.
final class SessionTimes {
  private static final long DAY_SECONDS = 86_400;
  private static final long NYSE_OPEN = (9 * 60 + 30) * 60L;
  private static final long NYSE_CLOSE = 16 * 3_600L;

  private final ZoneId zone;
  private final LocalTimes times;
  private final long openOfDay;
  private final long closeOfDay;

  private SessionTimes(ZoneId zone, long openOfDay, long closeOfDay) {
    this.zone = zone;
    this.times = new LocalTimes(zone);
    this.openOfDay = openOfDay;
    this.closeOfDay = closeOfDay;
  }

  static SessionTimes of(String calendar) {
    return switch (calendar) {
      case "NYSE" -> new SessionTimes(ZoneId.of("America/New_York"), NYSE_OPEN, NYSE_CLOSE);
      case "24/7", "FX" -> new SessionTimes(ZoneOffset.UTC, 0, DAY_SECONDS);
      default ->
          throw WorkspaceException.configuration(
              "Unknown calendar: calendar=%s. Use NYSE, 24/7 or FX.".formatted(calendar));
    };
  }

  ZoneId zone() {
    return zone;
  }

  long openSeconds(long epochDay) {
    return times.utcSeconds(epochDay * DAY_SECONDS + openOfDay, Long.MIN_VALUE);
  }

  long closeSeconds(long epochDay) {
    return times.utcSeconds(epochDay * DAY_SECONDS + closeOfDay, Long.MIN_VALUE);
  }

  /// Date in the calendar's zone of a moment.
  long epochDay(long utcSeconds) {
    return Math.floorDiv(times.localSeconds(utcSeconds), DAY_SECONDS);
  }
}
