package io.papertape.workspace.check;

import io.papertape.market.BarColumns;
import io.papertape.market.Session;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Bars of one series against the sessions of its calendar. None of the findings is an error: a
/// share can be halted, and a feed can have bars before and after the session.
///
/// @param sessions     sessions from the first to the last bar, as far as the calendar knows them
/// @param missing      sessions that no bar touches
/// @param firstMissing dates of the first of them, [#NAMED] at most
/// @param outside      bars that touch no session
/// @param firstOutside open times of the first of them, [#NAMED] at most
public record SessionCheck(
    long sessions,
    long missing,
    List<LocalDate> firstMissing,
    long outside,
    List<Instant> firstOutside) {
  /// How many are named.
  public static final int NAMED = 5;

  public SessionCheck {
    firstMissing = List.copyOf(firstMissing);
    firstOutside = List.copyOf(firstOutside);
  }

  /// Looks at all bars from the calendar's first day on.
  public static SessionCheck of(BarColumns bars, TradingCalendar calendar) {
    int from = 0;
    while (from < bars.size() && date(bars, from, calendar).isBefore(calendar.firstDay())) {
      from++;
    }
    if (from == bars.size()) {
      return new SessionCheck(0, 0, List.of(), 0, List.of());
    }
    List<Session> sessions =
        calendar.sessions(
            date(bars, from, calendar),
            calendar.dateOf(bars.closeTimeNanos()[bars.size() - 1] - 1));
    List<LocalDate> missing = missing(bars, from, sessions);
    List<Instant> outside = outside(bars, from, sessions);
    return new SessionCheck(
        sessions.size(),
        missing.size(),
        missing.subList(0, Math.min(NAMED, missing.size())),
        outside.size(),
        outside.subList(0, Math.min(NAMED, outside.size())));
  }

  private static LocalDate date(BarColumns bars, int bar, TradingCalendar calendar) {
    return calendar.dateOf(bars.openTimeNanos()[bar]);
  }

  private static List<LocalDate> missing(BarColumns bars, int from, List<Session> sessions) {
    List<LocalDate> missing = new ArrayList<>();
    int bar = from;
    for (Session session : sessions) {
      while (bar < bars.size() && bars.closeTimeNanos()[bar] <= session.openNanos()) {
        bar++;
      }
      if (bar == bars.size() || bars.openTimeNanos()[bar] >= session.closeNanos()) {
        missing.add(session.date());
      }
    }
    return missing;
  }

  private static List<Instant> outside(BarColumns bars, int from, List<Session> sessions) {
    List<Instant> outside = new ArrayList<>();
    int next = 0;
    for (int bar = from; bar < bars.size(); bar++) {
      long open = bars.openTimeNanos()[bar];
      while (next < sessions.size() && sessions.get(next).closeNanos() <= open) {
        next++;
      }
      if (next == sessions.size() || sessions.get(next).openNanos() >= bars.closeTimeNanos()[bar]) {
        outside.add(Times.instant(open));
      }
    }
    return outside;
  }
}
