package io.papertape.market;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The days and hours at which a venue trades; at most one session a day.
///
/// Local hours meet UTC here and nowhere else, so daylight saving is right at its edges: NYSE
/// opens at 14:30 UTC in winter and at 13:30 UTC in summer.
public sealed interface TradingCalendar permits NyseCalendar, FxCalendar, AroundTheClock {
  /// New York Stock Exchange, sessions from 1990 on; Nasdaq and Arca keep the same days.
  static TradingCalendar nyse() {
    return NyseCalendar.INSTANCE;
  }

  /// Foreign exchange: Sunday 17:00 to Friday 17:00 New York time, a new day at each 17:00.
  static TradingCalendar fx() {
    return FxCalendar.INSTANCE;
  }

  /// Never closed; a session is one day of UTC.
  static TradingCalendar aroundTheClock() {
    return AroundTheClock.INSTANCE;
  }

  /// The calendar an [Instrument] names.
  static TradingCalendar byName(String name) {
    return switch (name) {
      case "NYSE" -> nyse();
      case "FX" -> fx();
      case "24/7" -> aroundTheClock();
      default ->
          throw new IllegalArgumentException(
              "Unknown trading calendar: name=%s. Use NYSE, FX or 24/7.".formatted(name));
    };
  }

  /// Version of the time zone rules in use, such as `2025b`; other rules give other sessions.
  static String zoneRulesVersion() {
    return ZoneRulesProvider.getVersions("America/New_York").lastEntry().getKey();
  }

  String name();

  /// Zone the hours of the sessions are written in.
  ZoneId zone();

  /// The session of a day; empty when the venue is closed all day.
  Optional<Session> session(LocalDate date);

  /// The hours a session of the day would have if the venue kept its usual ones, also on a day
  /// when it is closed and before [#firstDay()].
  Session usualHours(LocalDate date);

  /// The first day whose sessions are known.
  default LocalDate firstDay() {
    return LocalDate.MIN;
  }

  /// How far before midnight of its date a session can open; above zero if on the evening before.
  default Duration lead() {
    return Duration.ZERO;
  }

  /// The day the moment belongs to, whether or not the venue is open then.
  default LocalDate dateOf(long nanos) {
    return LocalDateTime.ofInstant(Times.instant(nanos), zone()).plus(lead()).toLocalDate();
  }

  /// The session that contains the moment.
  default Optional<Session> sessionAt(long nanos) {
    return session(dateOf(nanos)).filter(session -> session.contains(nanos));
  }

  default boolean isOpen(long nanos) {
    return sessionAt(nanos).isPresent();
  }

  /// The first session of a later day.
  default Session nextSession(LocalDate after) {
    LocalDate date = after.plusDays(1);
    Optional<Session> found = session(date);
    while (found.isEmpty()) {
      date = date.plusDays(1);
      found = session(date);
    }
    return found.get();
  }

  /// The last session of an earlier day.
  default Session previousSession(LocalDate before) {
    LocalDate date = before.minusDays(1);
    Optional<Session> found = session(date);
    while (found.isEmpty()) {
      date = date.minusDays(1);
      found = session(date);
    }
    return found.get();
  }

  /// Sessions of the days `[from, to]`, both included, oldest first.
  default List<Session> sessions(LocalDate from, LocalDate to) {
    List<Session> found = new ArrayList<>();
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      session(date).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /// Nanoseconds of a local time in the calendar's zone.
  default long nanos(LocalDateTime local) {
    ZoneOffset offset = zone().getRules().getOffset(local);
    return Times.nanos(local.toInstant(offset));
  }
}
