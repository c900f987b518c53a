package io.papertape.workspace.csv;

import io.papertape.market.Times;
import io.papertape.workspace.Counted;
import io.papertape.workspace.store.Resolution;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/// From the time a row states to the span of its bar.
///
/// Intraday: the stamp plus or minus the resolution. From days on: open of the first to close of
/// the last session; a week is Monday to Sunday, a month the calendar month around the stated
/// date. Days without any session have the venue's usual hours and are counted.
final class BarSpan {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long DAY_SECONDS = 86_400;
  private static final long MONDAY_EPOCH_DAY = -3;

  private final Resolution resolution;
  private final boolean intraday;
  private final long barNanos;
  private final boolean stampAtEnd;
  private final LocalTimes zone;
  private final SessionSpans sessions;

  private long openNanos;
  private long closeNanos;
  private boolean outside;
  private long outsideBars;
  private long firstOutsideNanos;

  BarSpan(Resolution resolution, boolean stampAtEnd, ZoneId zone, SessionSpans sessions) {
    this.resolution = resolution;
    intraday = resolution.intraday();
    barNanos = resolution.nanos();
    this.stampAtEnd = stampAtEnd;
    this.zone = new LocalTimes(zone);
    this.sessions = sessions;
  }

  long openNanos() {
    return openNanos;
  }

  long closeNanos() {
    return closeNanos;
  }

  /// Counts the bar just placed if it lies on days without a session.
  void countOutside() {
    if (outside) {
      firstOutsideNanos = outsideBars == 0 ? openNanos : firstOutsideNanos;
      outsideBars++;
    }
  }

  /// What to tell of the bars counted.
  Optional<String> outsideFinding(String file) {
    return outsideBars == 0
        ? Optional.empty()
        : Optional.of(
            "%s: %s on days without a session of %s, first %s; %s its usual hours"
                .formatted(
                    file,
                    Counted.of(outsideBars, "bar"),
                    sessions.calendar(),
                    Times.instant(firstOutsideNanos),
                    Counted.words(outsideBars, "it has", "they have")));
  }

  /// Places a stated time, if there is nothing to look up and nothing to tell about it; else
  /// [#place] does.
  ///
  /// @param localNanos nanoseconds from 1970 to the time as written
  /// @param isZoned    it is written in UTC
  boolean placeQuickly(long localNanos, boolean isZoned) {
    if (intraday) {
      if (!isZoned && !zone.remembersNanos(localNanos)) {
        return false;
      }
      long stamp = isZoned ? localNanos : zone.utcNanos(localNanos);
      openNanos = stampAtEnd ? stamp - barNanos : stamp;
      closeNanos = openNanos + barNanos;
      return true;
    }
    long day = Math.floorDiv(localNanos, DAY_SECONDS * NANOS_PER_SECOND);
    placeDays(day, localNanos - day * DAY_SECONDS * NANOS_PER_SECOND, isZoned, 0);
    return !outside;
  }

  /// Places a stated time; the reason if it cannot be, else empty.
  String place(TimeReader time, long previousOpenNanos) {
    if (intraday) {
      return placeIntraday(time, previousOpenNanos);
    }
    placeDays(time.epochDay(), time.nanosOfDay(), time.zoned(), time.offsetSeconds());
    return "";
  }

  private String placeIntraday(TimeReader time, long previousOpenNanos) {
    long seconds = time.nanosOfDay() / NANOS_PER_SECOND;
    long local = time.epochDay() * DAY_SECONDS + seconds;
    long fraction = time.nanosOfDay() - seconds * NANOS_PER_SECOND;
    long stampShift = stampAtEnd ? barNanos : 0;
    long utc = local - time.offsetSeconds();
    if (!time.zoned()) {
      utc =
          zone.remembers(local)
              ? zone.utcSeconds(local)
              : zone.utcSeconds(local, after(previousOpenNanos, stampShift));
      if (utc == LocalTimes.SKIPPED) {
        return "local time does not exist in the zone (clocks go forward)";
      }
    }
    long stamp = utc * NANOS_PER_SECOND + fraction;
    openNanos = stamp - stampShift;
    closeNanos = openNanos + barNanos;
    return "";
  }

  private static long after(long previousOpenNanos, long stampShift) {
    return previousOpenNanos == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : Math.floorDiv(previousOpenNanos + stampShift, NANOS_PER_SECOND);
  }

  private void placeDays(long statedDay, long nanosOfDay, boolean isZoned, int offsetSeconds) {
    long day = statedDay;
    if (nanosOfDay != 0 && isZoned) {
      long seconds = day * DAY_SECONDS - offsetSeconds;
      long moment = seconds * NANOS_PER_SECOND + nanosOfDay;
      day = sessions.dayOf(stampAtEnd ? moment - 1 : moment);
    } else if (isZoned && stampAtEnd) {
      day--; // midnight is where the day before ends
    }
    outside = !span(firstDay(day), lastDay(day));
  }

  /// From the first to the last session of the days; false, and usual hours, if there is none.
  private boolean span(long firstDay, long lastDay) {
    long first = firstDay;
    long last = lastDay;
    while (first < lastDay && !sessions.isSession(first)) {
      first++;
    }
    boolean found = sessions.isSession(first);
    while (found && last > first && !sessions.isSession(last)) {
      last--;
    }
    openNanos = sessions.openNanos(found ? first : firstDay);
    closeNanos = sessions.closeNanos(last);
    return found;
  }

  private long firstDay(long day) {
    int back = stampAtEnd ? resolution.count() - 1 : 0;
    return switch (resolution.unit()) {
      case WEEK -> monday(day) - 7L * back;
      case MONTH -> LocalDate.ofEpochDay(day).withDayOfMonth(1).minusMonths(back).toEpochDay();
      default -> sessions.plus(day, -back);
    };
  }

  private long lastDay(long day) {
    int forward = stampAtEnd ? 0 : resolution.count() - 1;
    return switch (resolution.unit()) {
      case WEEK -> monday(day) + 7L * forward + 6;
      case MONTH ->
          LocalDate.ofEpochDay(day).withDayOfMonth(1).plusMonths(forward + 1L).toEpochDay() - 1;
      default -> sessions.plus(day, forward);
    };
  }

  private static long monday(long day) {
    return day - Math.floorMod(day - MONDAY_EPOCH_DAY, 7L);
  }
}
