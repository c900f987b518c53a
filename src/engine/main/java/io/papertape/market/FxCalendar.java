package io.papertape.market;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/// The FX week: Sunday 17:00 to Friday 17:00 in New York, cut into five sessions at 17:00.
///
/// The session of a day opens at 17:00 the evening before, so Monday's opens on Sunday. There are
/// no holidays: which of them a dealer keeps differs from dealer to dealer.
final class FxCalendar implements TradingCalendar {
  static final FxCalendar INSTANCE = new FxCalendar();

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalTime BOUNDARY = LocalTime.of(17, 0);
  private static final Duration LEAD = Duration.ofHours(7);

  @Override
  public String name() {
    return "FX";
  }

  @Override
  public ZoneId zone() {
    return NEW_YORK;
  }

  @Override
  public Duration lead() {
    return LEAD;
  }

  @Override
  public Optional<Session> session(LocalDate date) {
    DayOfWeek day = date.getDayOfWeek();
    if (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY) {
      return Optional.empty();
    }
    return Optional.of(usualHours(date));
  }

  @Override
  public Session usualHours(LocalDate date) {
    long open = nanos(date.minusDays(1).atTime(BOUNDARY));
    return new Session(date, open, nanos(date.atTime(BOUNDARY)));
  }
}
