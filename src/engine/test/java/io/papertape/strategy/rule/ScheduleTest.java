package io.papertape.strategy.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final int DAYS = 60_000;

  private static long closeOf(long day) {
    return (day + 1) * Prices.DAY;
  }

  @Test
  void aMonthBeginsWhereTheCalendarSaysSo() {
    Clockwork clock = new Clockwork(Schedule.parse("monthly"));
    clock.isDue(closeOf(-DAYS / 2 - 1), 0);
    for (int day = -DAYS / 2; day < DAYS / 2; day++) {
      boolean first = LocalDate.ofEpochDay(day).getDayOfMonth() == 1;
      assertThat(clock.isDue(closeOf(day), day)).isEqualTo(first);
    }
  }

  @Test
  void aWeekBeginsOnMonday() {
    Clockwork clock = new Clockwork(Schedule.parse("weekly"));
    clock.isDue(closeOf(-1001), 0);
    for (int day = -1000; day < 1000; day++) {
      boolean monday = LocalDate.ofEpochDay(day).getDayOfWeek() == DayOfWeek.MONDAY;
      assertThat(clock.isDue(closeOf(day), day)).isEqualTo(monday);
    }
  }

  @Test
  void everyFewBarsCountsFromTheFirst() {
    Clockwork clock = new Clockwork(Schedule.parse("every 3 bars"));
    for (int bar = 0; bar < 20; bar++) {
      assertThat(clock.isDue(closeOf(0), bar)).isEqualTo(bar % 3 == 0);
    }
  }

  @Test
  void anUnknownScheduleIsRefused() {
    assertThatThrownBy(() -> Schedule.parse("hourly"))
        .hasMessage(
            "Unknown schedule: schedule=hourly."
                + " Use every bar, every N bars, daily, weekly or monthly.");
  }
}
