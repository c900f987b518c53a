package io.papertape.workspace.csv;

import io.papertape.market.Session;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.workspace.WorkspaceException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/// Opening and closing moments by day; remembers those it has looked up.
///
/// A day without a session, or before the calendar begins, has the venue's usual hours: such a
/// bar is kept and is a finding.
final class SessionSpans {
  private static final int REMEMBERED = 1 << 12;
  private static final LocalDate A_SATURDAY = LocalDate.of(2000, 1, 1);
  private static final int SATURDAY = 6;
  private static final long THURSDAY_AT_ZERO = 4;

  private final String name;
  private final TradingCalendar calendar;
  private final boolean openOnWeekends;
  private final long[] days = new long[REMEMBERED];
  private final long[] opens = new long[REMEMBERED];
  private final long[] closes = new long[REMEMBERED];
  private final boolean[] sessions = new boolean[REMEMBERED];

  private SessionSpans(String name) {
    this.name = name;
    calendar = calendar(name);
    openOnWeekends = calendar.session(A_SATURDAY).isPresent();
    Arrays.fill(days, Long.MIN_VALUE);
  }

  static SessionSpans of(String calendar) {
    return new SessionSpans(calendar);
  }

  /// Name of the calendar.
  String calendar() {
    return name;
  }

  static TradingCalendar calendar(String name) {
    try {
      return TradingCalendar.byName(name);
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.CONFIGURATION,
          "Unknown calendar: calendar=%s. Use NYSE, 24/7 or FX.".formatted(name),
          e);
    }
  }

  /// True if the calendar has a session on the day; unknown days count as having one.
  boolean isSession(long day) {
    return sessions[slot(day)];
  }

  long openNanos(long day) {
    return opens[slot(day)];
  }

  long closeNanos(long day) {
    return closes[slot(day)];
  }

  /// The day the moment belongs to.
  long dayOf(long nanos) {
    return calendar.dateOf(nanos).toEpochDay();
  }

  /// The day some trading days later, holidays counted; weekends are skipped where the venue
  /// closes.
  long plus(long day, int tradingDays) {
    long at = day;
    for (int left = Math.abs(tradingDays); left > 0; left--) {
      do {
        at += tradingDays > 0 ? 1 : -1;
      } while (!openOnWeekends && Math.floorMod(at + THURSDAY_AT_ZERO, 7L) % SATURDAY == 0);
    }
    return at;
  }

  private int slot(long day) {
    int slot = (int) (day & (REMEMBERED - 1));
    if (days[slot] != day) {
      look(day, slot);
    }
    return slot;
  }

  private void look(long day, int slot) {
    LocalDate date = LocalDate.ofEpochDay(day);
    boolean unknown = date.isBefore(calendar.firstDay());
    try {
      Optional<Session> session = unknown ? Optional.empty() : calendar.session(date);
      Session hours = session.orElseGet(() -> calendar.usualHours(date));
      days[slot] = day;
      opens[slot] = hours.openNanos();
      closes[slot] = hours.closeNanos();
      sessions[slot] = unknown || session.isPresent();
    } catch (ArithmeticException | DateTimeException e) {
      throw new WorkspaceException(
          WorkspaceException.Kind.DATA,
          "Day out of range: date=%s, from=%s. Dates run from 1678 to 2262."
              .formatted(date, Times.instant(Long.MIN_VALUE)),
          e);
    }
  }
}
