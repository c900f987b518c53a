package io.papertape.market;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Never closed; a session is one day of UTC. Its name is `24/7`.
final class AroundTheClock implements TradingCalendar {
  static final AroundTheClock INSTANCE = new AroundTheClock();

  private static final long DAY_NANOS = 86_400_000_000_000L;

  @Override
  public String name() {
    return "24/7";
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Optional<Session> session(LocalDate date) {
    return Optional.of(usualHours(date));
  }

  @Override
  public Session usualHours(LocalDate date) {
    long day = date.toEpochDay();
    return new Session(
        date, Math.multiplyExact(day, DAY_NANOS), Math.multiplyExact(day + 1, DAY_NANOS));
  }

  @Override
  public LocalDate dateOf(long nanos) {
    return LocalDate.ofEpochDay(Math.floorDiv(nanos, DAY_NANOS));
  }
}
