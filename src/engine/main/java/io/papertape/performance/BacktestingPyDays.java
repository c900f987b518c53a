package io.papertape.performance;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Returns per day as backtesting.py resamples them; per week, month or year if bars are that
/// long.
///
/// @param returns         between the last equities of each period, up to ruin
/// @param periodsPerYear  52, 12, 1; for days 365 if weekend bars are common, else 252
/// @param resolutionNanos unit that durations are rounded up to: the smallest in which the
///     typical
///     bar is not whole
record BacktestingPyDays(double[] returns, double periodsPerYear, long resolutionNanos) {
  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final double WEEKEND_SHARE = 2.0 / 7 * 0.6;
  private static final int RECENT = 100;
  private static final long[] UNITS = {
    DAY_NANOS, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
  };

  static BacktestingPyDays of(long[] timeNanos, double[] equity) {
    long barNanos = typicalStep(timeNanos);
    int barDays = (int) (barNanos / DAY_NANOS);
    double perYear =
        switch (barDays) {
          case 7 -> 52;
          case 31 -> 12;
          case 365 -> 1;
          default -> weekendsAreCommon(timeNanos) ? 365 : 252;
        };
    List<Double> last = new ArrayList<>();
    long open = Long.MIN_VALUE;
    for (int i = 0; i < equity.length; i++) {
      long period = period(timeNanos[i], barDays);
      if (period == open) {
        last.removeLast();
      }
      last.add(equity[i]);
      open = period;
    }
    int ruin = last.indexOf(0.0);
    List<Double> alive = ruin < 0 ? last : last.subList(0, ruin + 1);
    double[] levels = alive.stream().mapToDouble(Double::doubleValue).toArray();
    return new BacktestingPyDays(Growth.returns(levels), perYear, resolution(barNanos));
  }

  double annualReturn() {
    return StrictMath.pow(1 + geometricMean(returns), periodsPerYear) - 1;
  }

  double annualVolatility() {
    double growth = 1 + geometricMean(returns);
    double yearly = StrictMath.pow(Sample.variance(returns, 1) + growth * growth, periodsPerYear);
    return Math.sqrt(yearly - StrictMath.pow(growth, 2 * periodsPerYear));
  }

  double annualDownside() {
    return Sample.downside(returns, 0) * Math.sqrt(periodsPerYear);
  }

  /// exp(mean of log(1 + r)) − 1; 0 if a return is −100 % or worse, NaN of nothing.
  static double geometricMean(double[] returns) {
    double[] logs = new double[returns.length];
    for (int i = 0; i < returns.length; i++) {
      if (returns[i] <= -1) {
        return 0;
      }
      logs[i] = StrictMath.log(1 + returns[i]);
    }
    return StrictMath.exp(Sample.mean(logs)) - 1;
  }

  private static long period(long timeNanos, int barDays) {
    long day = Math.floorDiv(timeNanos, DAY_NANOS);
    return switch (barDays) {
      case 7 -> Math.floorDiv(day + 3, 7); // weeks end on Sunday; 1970-01-01 was a Thursday
      case 31 -> LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
      case 365 -> LocalDate.ofEpochDay(day).getYear();
      default -> day;
    };
  }

  private static boolean weekendsAreCommon(long[] timeNanos) {
    int weekend = 0;
    for (long time : timeNanos) {
      DayOfWeek day = LocalDate.ofEpochDay(Math.floorDiv(time, DAY_NANOS)).getDayOfWeek();
      weekend += day.getValue() >= DayOfWeek.SATURDAY.getValue() ? 1 : 0;
    }
    return (double) weekend / timeNanos.length > WEEKEND_SHARE;
  }

  /// Median step between the last hundred bars.
  private static long typicalStep(long[] timeNanos) {
    int from = Math.max(0, timeNanos.length - RECENT);
    long[] steps = new long[timeNanos.length - 1 - from];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = timeNanos[from + i + 1] - timeNanos[from + i];
    }
    Arrays.sort(steps);
    int middle = steps.length / 2;
    if (steps.length == 0) {
      return DAY_NANOS;
    }
    return steps.length % 2 == 1 ? steps[middle] : (steps[middle - 1] + steps[middle]) / 2;
  }

  private static long resolution(long barNanos) {
    for (long unit : UNITS) {
      if (barNanos % unit == 0) {
        return unit;
      }
    }
    return 1;
  }
}
