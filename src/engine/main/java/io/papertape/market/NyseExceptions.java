package io.papertape.market;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// Days since 1990 on which the exchange departed from its rules, each with its reason.
///
/// Halts of minutes and failures of a single floor are not sessions' business and not listed.
final class NyseExceptions {
  private static final List<LocalDate> CLOSED =
      List.of(
          day(1994, 4, 27), // mourning for Richard Nixon
          day(2001, 9, 11), // attacks on New York
          day(2001, 9, 12),
          day(2001, 9, 13),
          day(2001, 9, 14),
          day(2004, 6, 11), // mourning for Ronald Reagan
          day(2007, 1, 2), // mourning for Gerald Ford
          day(2012, 10, 29), // hurricane
          day(2012, 10, 30),
          day(2018, 12, 5), // mourning for George H. W. Bush
          day(2025, 1, 9)); // mourning for Jimmy Carter

  private static final List<DatedTime> LATE_OPENS =
      List.of(
          at(1990, 12, 27, LocalTime.of(11, 0)), // fire
          at(1995, 12, 18, LocalTime.of(10, 30)), // failure of the computers
          at(1996, 1, 8, LocalTime.of(11, 0)), // snow
          at(2002, 9, 11, LocalTime.of(12, 0))); // memorial, a year after the attacks

  private static final List<DatedTime> EARLY_CLOSES =
      List.of(
          at(1994, 2, 11, LocalTime.of(14, 30)), // snow
          at(1996, 1, 8, LocalTime.of(14, 0)), // snow
          at(1997, 10, 27, LocalTime.of(15, 30)), // circuit breaker
          at(1997, 12, 26, LocalTime.of(13, 0)), // Friday after Christmas
          at(1999, 12, 31, LocalTime.of(13, 0)), // turn of the century
          at(2003, 12, 26, LocalTime.of(13, 0))); // Friday after Christmas

  private record DatedTime(LocalDate date, LocalTime time) {}

  private NyseExceptions() {}

  static boolean isClosed(LocalDate date) {
    return CLOSED.contains(date);
  }

  static Optional<LocalTime> lateOpen(LocalDate date) {
    return find(LATE_OPENS, date);
  }

  static Optional<LocalTime> earlyClose(LocalDate date) {
    return find(EARLY_CLOSES, date);
  }

  private static Optional<LocalTime> find(List<DatedTime> times, LocalDate date) {
    for (DatedTime dated : times) {
      if (dated.date().equals(date)) {
        return Optional.of(dated.time());
      }
    }
    return Optional.empty();
  }

  private static DatedTime at(int year, int month, int dayOfMonth, LocalTime time) {
    return new DatedTime(day(year, month, dayOfMonth), time);
  }

  private static LocalDate day(int year, int month, int dayOfMonth) {
    return LocalDate.of(year, month, dayOfMonth);
  }
}
