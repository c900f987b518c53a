package io.papertape.performance;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/// The last moment of each calendar day: the sampling of the `papertape` convention.
///
/// The first level is the start of the account, so that the first day has a return. Where moments
/// are further apart than a day, each is a period of its own.
///
/// @param index          of the start, then of the last moment of each day
/// @param timeNanos      of those moments
/// @param periodsPerYear 252, or 365 if more than 17 % of the days are Saturdays and Sundays;
///     52, 12,
///     4 or 1 if the typical step between days is that of weeks, months, quarters or years
record PeriodSeries(int[] index, long[] timeNanos, double periodsPerYear) {
  private static final double WEEKEND_SHARE = 2.0 / 7 * 0.6;

  static PeriodSeries of(long[] timeNanos, ZoneId zone) {
    int[] index = new int[timeNanos.length + 1];
    long[] days = new long[timeNanos.length + 1];
    int count = 1;
    for (int i = 1; i < timeNanos.length; i++) {
      long day = PeriodReturn.date(timeNanos[i], zone).toEpochDay();
      count = count > 1 && day == days[count - 1] ? count : count + 1;
      index[count - 1] = i;
      days[count - 1] = day;
    }
    int[] kept = Arrays.copyOf(index, count);
    long[] times = Arrays.stream(kept).mapToLong(i -> timeNanos[i]).toArray();
    return new PeriodSeries(kept, times, perYear(Arrays.copyOfRange(days, 1, count)));
  }

  /// Values at the start and at the end of each period.
  double[] levels(double[] values) {
    double[] levels = new double[index.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = values[index[i]];
    }
    return levels;
  }

  /// Moment at which each return ended.
  long[] endNanos() {
    return Arrays.copyOfRange(timeNanos, 1, timeNanos.length);
  }

  private static double perYear(long[] days) {
    double step = typicalStep(days);
    if (step > 4) {
      return step <= 10 ? 52 : step <= 45 ? 12 : step <= 135 ? 4 : 1;
    }
    long weekend =
        Arrays.stream(days)
            .filter(d -> LocalDate.ofEpochDay(d).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0)
            .count();
    return weekend > WEEKEND_SHARE * days.length ? 365 : 252;
  }

  private static double typicalStep(long[] days) {
    double[] steps = new double[Math.max(0, days.length - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = days[i + 1] - days[i];
    }
    return steps.length == 0 ? 1 : Sample.quantile(steps, 0.5);
  }
}
