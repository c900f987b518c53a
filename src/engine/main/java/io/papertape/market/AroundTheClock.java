package io.papertape.market;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Never closed; a session is one day of UTC. Its name is `24/7`.
final class AroundTheClock implements TradingCalendar {
  static final AroundTheClock INSTANCE = new AroundTheClock();

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
    return new Session(date, nanos(date.atStartOfDay()), nanos(date.plusDays(1).atStartOfDay()));
  }
}
