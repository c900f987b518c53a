package io.papertape.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The years and days are those the exchange has published; the agreement with a whole published
/// list and with real data is checked where that data can be read.
class NyseCalendarTest {
  private static final TradingCalendar NYSE = TradingCalendar.nyse();

  @Test
  void theHolidaysOf1990AreThoseOfTheTime() {
    assertThat(weekdaysClosed(1990))
        .containsExactly(
            "1990-01-01",
            "1990-02-19",
            "1990-04-13",
            "1990-05-28",
            "1990-07-04",
            "1990-09-03",
            "1990-11-22",
            "1990-12-25");
  }

  @Test
  void theHolidaysOf2024AreThoseThePublicKnows() {
    assertThat(weekdaysClosed(2024))
        .containsExactly(
            "2024-01-01",
            "2024-01-15",
            "2024-02-19",
            "2024-03-29",
            "2024-05-27",
            "2024-06-19",
            "2024-07-04",
            "2024-09-02",
            "2024-11-28",
            "2024-12-25");
  }

  @Test
  void newYearOnASaturdayIsNotKeptInTheOldYear() {
    assertThat(NYSE.session(LocalDate.parse("2010-12-31"))).isPresent();
    assertThat(NYSE.session(LocalDate.parse("2021-12-31"))).isPresent();
    assertThat(NYSE.session(LocalDate.parse("2022-01-03"))).isPresent();
    assertThat(NYSE.session(LocalDate.parse("2023-01-02"))).isEmpty();
  }

  @Test
  void kingDayBeginsIn1998AndJuneteenthIn2022() {
    assertThat(NYSE.session(LocalDate.parse("1997-01-20"))).isPresent();
    assertThat(NYSE.session(LocalDate.parse("1998-01-19"))).isEmpty();
    assertThat(NYSE.session(LocalDate.parse("2021-06-18"))).isPresent();
    assertThat(NYSE.session(LocalDate.parse("2022-06-20"))).isEmpty();
    assertThat(NYSE.session(LocalDate.parse("2027-06-18"))).isEmpty();
  }

  @Test
  void theExchangeWasClosedOnTheDatesOfRecord() {
    for (String date :
        List.of(
            "1994-04-27",
            "2001-09-11",
            "2001-09-12",
            "2001-09-13",
            "2001-09-14",
            "2004-06-11",
            "2007-01-02",
            "2012-10-29",
            "2012-10-30",
            "2018-12-05",
            "2025-01-09")) {
      assertThat(NYSE.session(LocalDate.parse(date))).as(date).isEmpty();
    }
  }

  @Test
  void halfDaysMovedWithTheRulesOfTheirYear() {
    assertThat(close("1991-11-29")).isEqualTo("16:00");
    assertThat(close("1992-11-27")).isEqualTo("14:00");
    assertThat(close("1993-11-26")).isEqualTo("13:00");
    assertThat(close("1990-12-24")).isEqualTo("14:00");
    assertThat(close("1996-12-24")).isEqualTo("13:00");
    assertThat(close("1996-07-05")).isEqualTo("13:00");
    assertThat(close("2002-07-05")).isEqualTo("13:00");
    assertThat(close("2002-07-03")).isEqualTo("16:00");
    assertThat(close("2013-07-03")).isEqualTo("13:00");
    assertThat(close("2013-07-05")).isEqualTo("16:00");
    assertThat(close("2019-07-05")).isEqualTo("16:00");
    assertThat(close("1997-12-26")).isEqualTo("13:00");
    assertThat(close("1999-12-31")).isEqualTo("13:00");
    assertThat(close("2008-12-26")).isEqualTo("16:00");
  }

  @Test
  void snowShortenedADayAtBothEnds() {
    Session session = NYSE.session(LocalDate.parse("1996-01-08")).orElseThrow();
    assertThat(local(session.openNanos())).isEqualTo(LocalTime.of(11, 0));
    assertThat(local(session.closeNanos())).isEqualTo(LocalTime.of(14, 0));
  }

  @Test
  void easterFallsOnItsKnownDates() {
    assertThat(NyseHolidays.easter(1990)).isEqualTo("1990-04-15");
    assertThat(NyseHolidays.easter(2000)).isEqualTo("2000-04-23");
    assertThat(NyseHolidays.easter(2008)).isEqualTo("2008-03-23");
    assertThat(NyseHolidays.easter(2011)).isEqualTo("2011-04-24");
    assertThat(NyseHolidays.easter(2038)).isEqualTo("2038-04-25");
  }

  @Test
  void aDayBefore1990IsRefused() {
    assertThatThrownBy(() -> NYSE.session(LocalDate.parse("1989-12-29")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The NYSE calendar begins in 1990: date=1989-12-29."
                + " Cut the history or import it as 24/7.");
  }

  private static List<String> weekdaysClosed(int year) {
    List<String> closed = new ArrayList<>();
    LocalDate first = LocalDate.of(year, 1, 1);
    for (LocalDate date = first; date.getYear() == year; date = date.plusDays(1)) {
      if (date.getDayOfWeek().getValue() <= 5 && NYSE.session(date).isEmpty()) {
        closed.add(date.toString());
      }
    }
    return closed;
  }

  private static String close(String date) {
    return local(NYSE.session(LocalDate.parse(date)).orElseThrow().closeNanos()).toString();
  }

  private static LocalTime local(long nanos) {
    return LocalDateTime.ofInstant(Times.instant(nanos), NYSE.zone()).toLocalTime();
  }
}
