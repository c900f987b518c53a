package io.papertape.market;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/// Days on which the exchange closes early by rule: at 13:00, and at 14:00 before 1993.
///
/// - The day after Thanksgiving, since 1992.
/// - Christmas Eve, Monday to Thursday.
/// - Around Independence Day, since 1995: 3 July on a Monday, Tuesday or Thursday. When the
/// holiday
///   is a Thursday, the half day was Friday 5 July up to 2012 and is Wednesday 3 July since 2013.
///
/// The dates are days of session; holidays are not asked.
final class NyseHalfDays {
  private static final LocalTime ONE = LocalTime.of(13, 0);
  private static final LocalTime TWO = LocalTime.of(14, 0);
  private static final int FIRST_YEAR_OF_ONE = 1993;

  private NyseHalfDays() {}

  /// The early close of the day, if it has one by rule.
  static Optional<LocalTime> close(LocalDate date) {
    int year = date.getYear();
    boolean early =
        switch (date.getMonth()) {
          case JULY -> year >= 1995 && isNextToIndependenceDay(date);
          case NOVEMBER -> year >= 1992 && date.equals(NyseHolidays.thanksgiving(year).plusDays(1));
          case DECEMBER -> date.getDayOfMonth() == 24 && date.getDayOfWeek() != DayOfWeek.FRIDAY;
          default -> false;
        };
    if (!early) {
      return Optional.empty();
    }
    return Optional.of(year < FIRST_YEAR_OF_ONE ? TWO : ONE);
  }

  private static boolean isNextToIndependenceDay(LocalDate date) {
    boolean wednesdayRule = date.getYear() >= 2013;
    return switch (date.getDayOfMonth()) {
      case 3 ->
          switch (date.getDayOfWeek()) {
            case MONDAY, TUESDAY, THURSDAY -> true;
            case WEDNESDAY -> wednesdayRule;
            default -> false;
          };
      case 5 -> date.getDayOfWeek() == DayOfWeek.FRIDAY && !wednesdayRule;
      default -> false;
    };
  }
}
