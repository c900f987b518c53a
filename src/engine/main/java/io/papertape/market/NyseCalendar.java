package io.papertape.market;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/// New York Stock Exchange from 1990 on: 9:30 to 16:00 in New York, without [NyseHolidays], with
/// [NyseHalfDays], and with the dated exceptions of [NyseExceptions].
///
/// Days to come follow today's rules.
final class NyseCalendar implements TradingCalendar {
  static final NyseCalendar INSTANCE = new NyseCalendar();

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalDate FIRST_DAY = LocalDate.of(1990, 1, 1);
  private static final LocalTime OPEN = LocalTime.of(9, 30);
  private static final LocalTime CLOSE = LocalTime.of(16, 0);

  private final LateSessions late = new LateSessions(NyseCalendar::found);

  @Override
  public String name() {
    return "NYSE";
  }

  @Override
  public ZoneId zone() {
    return NEW_YORK;
  }

  @Override
  public Optional<Session> session(LocalDate date) {
    if (date.isBefore(FIRST_DAY)) {
      throw new IllegalArgumentException(
          "The NYSE calendar begins in 1990: date=%s. Cut the history or import it as 24/7."
              .formatted(date));
    }
    return late.session(date);
  }

  private static Optional<Session> found(LocalDate date) {
    if (NyseHolidays.contains(date) || NyseExceptions.isClosed(date)) {
      return Optional.empty();
    }
    LocalTime open = NyseExceptions.lateOpen(date).orElse(OPEN);
    LocalTime close =
        NyseExceptions.earlyClose(date).or(() -> NyseHalfDays.close(date)).orElse(CLOSE);
    return Optional.of(
        new Session(date, INSTANCE.nanos(date.atTime(open)), INSTANCE.nanos(date.atTime(close))));
  }

  @Override
  public Session usualHours(LocalDate date) {
    return new Session(date, nanos(date.atTime(OPEN)), nanos(date.atTime(CLOSE)));
  }

  @Override
  public LocalDate firstDay() {
    return FIRST_DAY;
  }
}
