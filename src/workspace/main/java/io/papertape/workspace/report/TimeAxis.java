package io.papertape.workspace.report;

import io.papertape.market.Times;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The horizontal scale of a chart: time, marked at starts of years, months, days, hours or
/// minutes.
///
/// @param zone its calendar decides where the marks are
record TimeAxis(long fromNanos, long toNanos, ZoneId zone) {
  private static final int MOST_TICKS = 12;
  private static final int MONTHS_A_YEAR = 12;
  private static final int[] MONTH_STEPS = {1, 2, 3, 6, 12, 24, 60, 120, 240};
  private static final int[] DAY_STEPS = {1, 2, 5, 10};
  private static final int[] MINUTE_STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720};

  /// Below this, starts of days are too few to read a time off.
  private static final long FEW_DAYS = Duration.ofDays(2).toNanos();

  /// A mark of the axis.
  record Tick(long timeNanos, String label) {}

  TimeAxis {
    if (toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          "Time does not pass: fromNanos=%d, toNanos=%d. Give an end after the start."
              .formatted(fromNanos, toNanos));
    }
  }

  /// Share of the width, from the left.
  double place(long nanos) {
    return (double) (nanos - fromNanos) / (toNanos - fromNanos);
  }

  /// At most twelve marks, oldest first.
  List<Tick> ticks() {
    LocalDate first = Times.instant(fromNanos).atZone(zone).toLocalDate();
    LocalDate last = Times.instant(toNanos).atZone(zone).toLocalDate();
    if (toNanos - fromNanos < FEW_DAYS) {
      return minutes();
    }
    long months = ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last) + 1;
    return months > 2 ? months(first, last, months) : days(first, last);
  }

  private List<Tick> months(LocalDate first, LocalDate last, long months) {
    int step = fitting(MONTH_STEPS, months);
    int year = first.getYear() - first.getYear() % Math.max(1, step / MONTHS_A_YEAR);
    List<Tick> ticks = new ArrayList<>();
    for (LocalDate at = LocalDate.of(year, 1, 1); !at.isAfter(last); at = at.plusMonths(step)) {
      boolean isYear = at.getMonthValue() == 1;
      String label = String.format(Locale.ROOT, "%d-%02d", at.getYear(), at.getMonthValue());
      add(
          ticks,
          at,
          isYear && step >= MONTHS_A_YEAR ? label.substring(0, label.length() - 3) : label);
    }
    return List.copyOf(ticks);
  }

  private List<Tick> days(LocalDate first, LocalDate last) {
    int step = fitting(DAY_STEPS, ChronoUnit.DAYS.between(first, last) + 1);
    List<Tick> ticks = new ArrayList<>();
    for (LocalDate at = first; !at.isAfter(last); at = at.plusDays(step)) {
      add(ticks, at, at.toString());
    }
    return List.copyOf(ticks);
  }

  private List<Tick> minutes() {
    ZonedDateTime first = Times.instant(fromNanos).atZone(zone);
    ZonedDateTime last = Times.instant(toNanos).atZone(zone);
    int step = fitting(MINUTE_STEPS, ChronoUnit.MINUTES.between(first, last) + 1);
    List<Tick> ticks = new ArrayList<>();
    ZonedDateTime at = first.toLocalDate().atStartOfDay(zone);
    for (; !at.isAfter(last); at = at.plusMinutes(step)) {
      long nanos = Times.nanos(at.toInstant());
      if (nanos >= fromNanos) {
        boolean isMidnight = at.toLocalTime().equals(LocalTime.MIDNIGHT);
        String label = isMidnight ? at.toLocalDate().toString() : at.toLocalTime().toString();
        ticks.add(new Tick(nanos, label));
      }
    }
    return List.copyOf(ticks);
  }

  private void add(List<Tick> ticks, LocalDate at, String label) {
    long nanos = Times.nanos(at.atStartOfDay(zone).toInstant());
    if (nanos >= fromNanos && nanos <= toNanos) {
      ticks.add(new Tick(nanos, label));
    }
  }

  private static int fitting(int[] steps, long units) {
    for (int step : steps) {
      if (units / step <= MOST_TICKS) {
        return step;
      }
    }
    return steps[steps.length - 1];
  }
}
