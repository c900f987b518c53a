package io.papertape.market;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/// Sessions of the days that were asked for of late: those who listen to a venue ask for the same
/// few days all the time. For any thread.
final class LateSessions {
  private static final int DAYS = 1 << 10;

  private final Function<LocalDate, Optional<Session>> calendar;
  private final AtomicReferenceArray<Day> days = new AtomicReferenceArray<>(DAYS);

  private record Day(LocalDate date, Optional<Session> session) {}

  LateSessions(Function<LocalDate, Optional<Session>> calendar) {
    this.calendar = calendar;
  }

  Optional<Session> session(LocalDate date) {
    int place = Math.floorMod(date.toEpochDay(), DAYS);
    Day known = days.get(place);
    if (known == null || !known.date().equals(date)) {
      known = new Day(date, calendar.apply(date));
      days.set(place, known);
    }
    return known.session();
  }
}
