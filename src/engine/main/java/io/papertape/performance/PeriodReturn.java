package io.papertape.performance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// Compounded return of one calendar month or year; of its part, if the run covers only a part.
///
/// @param month 1 to 12; empty for a whole year
/// @param n     number of returns in it
public record PeriodReturn(int year, OptionalInt month, double value, int n) {
  private static final long SECOND = 1_000_000_000L;

  /// Periods with at least one return, in order of time.
  ///
  /// @param timeNanos moment at which each return ended
  /// @param zone      zone whose calendar decides
  public static List<PeriodReturn> of(
      long[] timeNanos, double[] returns, ZoneId zone, boolean monthly) {
    List<PeriodReturn> periods = new ArrayList<>();
    int from = 0;
    while (from < returns.length) {
      LocalDate date = date(timeNanos[from], zone);
      double wealth = 1;
      int to = from;
      while (to < returns.length && together(date, date(timeNanos[to], zone), monthly)) {
        wealth *= 1 + returns[to];
        to++;
      }
      OptionalInt month = monthly ? OptionalInt.of(date.getMonthValue()) : OptionalInt.empty();
      periods.add(new PeriodReturn(date.getYear(), month, wealth - 1, to - from));
      from = to;
    }
    return List.copyOf(periods);
  }

  private static boolean together(LocalDate a, LocalDate b, boolean monthly) {
    return a.getYear() == b.getYear() && (!monthly || a.getMonthValue() == b.getMonthValue());
  }

  static LocalDate date(long timeNanos, ZoneId zone) {
    Instant instant =
        Instant.ofEpochSecond(Math.floorDiv(timeNanos, SECOND), Math.floorMod(timeNanos, SECOND));
    return LocalDate.ofInstant(instant, zone);
  }
}
