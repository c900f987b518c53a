package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradingCalendarTest {
  private static final TradingCalendar NYSE = TradingCalendar.byName("NYSE");
  private static final TradingCalendar FX = TradingCalendar.byName("FX");
  private static final TradingCalendar ALWAYS = TradingCalendar.byName("24/7");

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> TradingCalendar.byName("nyse"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown trading calendar: name=nyse. Use NYSE, FX or 24/7.");
  }

  @Test
  void theTimeZoneRulesHaveAVersion() {
    assertThat(TradingCalendar.zoneRulesVersion()).matches("20[0-9]{2}[a-z]+");
  }

  @Test
  void everyCalendarAnInstrumentNamesExistsUnderThatName() {
    for (Instrument instrument :
        List.of(Instrument.equity("A"), Instrument.fx("B"), Instrument.crypto("C"))) {
      assertThat(TradingCalendar.byName(instrument.calendar()).name())
          .isEqualTo(instrument.calendar());
    }
  }

  @Test
  void nyseOpensAnHourEarlierInUtcOnceSummerTimeBegins() {
    assertThat(hours(NYSE, "2024-03-08")).isEqualTo("2024-03-08T14:30:00Z/2024-03-08T21:00:00Z");
    assertThat(hours(NYSE, "2024-03-11")).isEqualTo("2024-03-11T13:30:00Z/2024-03-11T20:00:00Z");
    assertThat(hours(NYSE, "2024-11-01")).isEqualTo("2024-11-01T13:30:00Z/2024-11-01T20:00:00Z");
    assertThat(hours(NYSE, "2024-11-04")).isEqualTo("2024-11-04T14:30:00Z/2024-11-04T21:00:00Z");
  }

  @Test
  void summerTimeFollowsTheLawOfItsYear() {
    // From 2007 on three weeks earlier than before.
    assertThat(hours(NYSE, "2006-03-13")).startsWith("2006-03-13T14:30");
    assertThat(hours(NYSE, "2007-03-12")).startsWith("2007-03-12T13:30");
  }

  @Test
  void aFxWeekIsAnHourShorterInMarchAndAnHourLongerInNovember() {
    assertThat(hours(FX, "2024-03-08")).isEqualTo("2024-03-07T22:00:00Z/2024-03-08T22:00:00Z");
    assertThat(hours(FX, "2024-03-11")).isEqualTo("2024-03-10T21:00:00Z/2024-03-11T21:00:00Z");
    assertThat(hours(FX, "2024-11-01")).isEqualTo("2024-10-31T21:00:00Z/2024-11-01T21:00:00Z");
    assertThat(hours(FX, "2024-11-04")).isEqualTo("2024-11-03T22:00:00Z/2024-11-04T22:00:00Z");
    // The weekend takes the hour: 47 hours closed in March, 49 in November, 48 otherwise.
    assertThat(weekendHours("2024-03-08")).isEqualTo(47);
    assertThat(weekendHours("2024-03-15")).isEqualTo(48);
    assertThat(weekendHours("2024-11-01")).isEqualTo(49);
  }

  @Test
  void fxOpensOnSundayEveningAndBelongsToMonday() {
    assertThat(FX.isOpen(at("2024-06-09T20:59:59.999999999Z"))).isFalse();
    assertThat(FX.isOpen(at("2024-06-09T21:00:00Z"))).isTrue();
    assertThat(FX.sessionAt(at("2024-06-09T21:00:00Z")).orElseThrow().date())
        .isEqualTo(LocalDate.parse("2024-06-10"));
    assertThat(FX.isOpen(at("2024-06-14T20:59:59.999999999Z"))).isTrue();
    assertThat(FX.isOpen(at("2024-06-14T21:00:00Z"))).isFalse();
    assertThat(FX.isOpen(at("2024-06-15T12:00:00Z"))).isFalse();
  }

  @Test
  void fxSessionsOfAWeekTouchEachOther() {
    List<Session> week = FX.sessions(LocalDate.parse("2024-06-08"), LocalDate.parse("2024-06-16"));
    assertThat(week).hasSize(5);
    for (int i = 1; i < 5; i++) {
      assertThat(week.get(i).openNanos()).isEqualTo(week.get(i - 1).closeNanos());
    }
  }

  @Test
  void aroundTheClockEverySecondIsInTheSessionOfItsUtcDay() {
    assertThat(hours(ALWAYS, "2024-03-10")).isEqualTo("2024-03-10T00:00:00Z/2024-03-11T00:00:00Z");
    assertThat(ALWAYS.sessionAt(at("2024-03-10T23:59:59.999999999Z")).orElseThrow().date())
        .isEqualTo(LocalDate.parse("2024-03-10"));
    assertThat(ALWAYS.nextSession(LocalDate.parse("2024-12-31")).date())
        .isEqualTo(LocalDate.parse("2025-01-01"));
  }

  @Test
  void nyseIsOpenFromTheFirstNanosecondToTheLast() {
    assertThat(NYSE.isOpen(at("2024-06-10T13:29:59.999999999Z"))).isFalse();
    assertThat(NYSE.isOpen(at("2024-06-10T13:30:00Z"))).isTrue();
    assertThat(NYSE.isOpen(at("2024-06-10T19:59:59.999999999Z"))).isTrue();
    assertThat(NYSE.isOpen(at("2024-06-10T20:00:00Z"))).isFalse();
    assertThat(NYSE.isOpen(at("2024-06-08T15:00:00Z"))).isFalse();
  }

  @Test
  void nextAndPreviousSessionsSkipWhatIsClosed() {
    assertThat(NYSE.nextSession(LocalDate.parse("2001-09-10")).date())
        .isEqualTo(LocalDate.parse("2001-09-17"));
    assertThat(NYSE.previousSession(LocalDate.parse("2001-09-17")).date())
        .isEqualTo(LocalDate.parse("2001-09-10"));
    assertThat(FX.nextSession(LocalDate.parse("2024-06-07")).date())
        .isEqualTo(LocalDate.parse("2024-06-10"));
  }

  @Test
  void sessionsOfAnEmptyOrBackwardRangeAreNone() {
    LocalDate saturday = LocalDate.parse("2024-06-08");
    assertThat(NYSE.sessions(saturday, saturday.plusDays(1))).isEmpty();
    assertThat(NYSE.sessions(saturday, saturday.minusDays(5))).isEmpty();
  }

  private static long weekendHours(String friday) {
    LocalDate date = LocalDate.parse(friday);
    long close = FX.session(date).orElseThrow().closeNanos();
    return (FX.nextSession(date).openNanos() - close) / 3_600_000_000_000L;
  }

  private static String hours(TradingCalendar calendar, String date) {
    Session session = calendar.session(LocalDate.parse(date)).orElseThrow();
    return Times.instant(session.openNanos()) + "/" + Times.instant(session.closeNanos());
  }

  private static long at(String instant) {
    return Times.nanos(Instant.parse(instant));
  }
}
