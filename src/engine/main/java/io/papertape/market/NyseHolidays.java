package io.papertape.market;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/// Days on which the exchange is closed by rule: weekends and its holidays since 1990.
///
/// A holiday on a Sunday is kept on Monday, one on a Saturday on Friday; only New Year's Day is
/// not moved into the old year, because Friday would be the last business day of the year's
/// books.
final class NyseHolidays {
  private static final int FIRST_KING_DAY_YEAR = 1998;
  private static final int FIRST_JUNETEENTH_YEAR = 2022;

  private NyseHolidays() {}

  static boolean contains(LocalDate date) {
    DayOfWeek day = date.getDayOfWeek();
    if (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY) {
      return true;
    }
    int year = date.getYear();
    return switch (date.getMonth()) {
      case JANUARY -> isNewYear(date) || (year >= FIRST_KING_DAY_YEAR && isMonday(date, 3));
      case FEBRUARY -> isMonday(date, 3);
      case MARCH, APRIL -> day == DayOfWeek.FRIDAY && date.plusDays(2).equals(easter(year));
      case MAY -> day == DayOfWeek.MONDAY && date.getDayOfMonth() > 24;
      case JUNE -> year >= FIRST_JUNETEENTH_YEAR && date.equals(observed(year, Month.JUNE, 19));
      case JULY -> date.equals(observed(year, Month.JULY, 4));
      case SEPTEMBER -> isMonday(date, 1);
      case NOVEMBER -> date.equals(thanksgiving(year));
      case DECEMBER -> date.equals(observed(year, Month.DECEMBER, 25));
      case AUGUST, OCTOBER -> false;
    };
  }

  /// Fourth Thursday of November.
  static LocalDate thanksgiving(int year) {
    return LocalDate.of(year, Month.NOVEMBER, 1)
        .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
  }

  /// Easter Sunday of the Gregorian calendar.
  ///
  /// Source: "Anonymous Gregorian algorithm", Nature 13, 487 (1876), as in J. Meeus,
  /// *Astronomical
  /// Algorithms*, chapter 8.
  static LocalDate easter(int year) {
    int moonCycle = year % 19;
    int century = year / 100;
    int yearOfCentury = year % 100;
    int moonCorrection = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * moonCycle + century - century / 4 - moonCorrection + 15) % 30;
    int weekday =
        (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7;
    int late = (moonCycle + 11 * epact + 22 * weekday) / 451;
    int days = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }

  private static boolean isNewYear(LocalDate date) {
    int day = date.getDayOfMonth();
    return day == 1 || (day == 2 && date.getDayOfWeek() == DayOfWeek.MONDAY);
  }

  private static boolean isMonday(LocalDate date, int week) {
    return date.getDayOfWeek() == DayOfWeek.MONDAY && (date.getDayOfMonth() + 6) / 7 == week;
  }

  private static LocalDate observed(int year, Month month, int dayOfMonth) {
    LocalDate date = LocalDate.of(year, month, dayOfMonth);
    return switch (date.getDayOfWeek()) {
      case SATURDAY -> date.minusDays(1);
      case SUNDAY -> date.plusDays(1);
      default -> date;
    };
  }
}
