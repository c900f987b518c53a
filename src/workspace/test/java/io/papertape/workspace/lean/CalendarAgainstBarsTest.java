package io.papertape.workspace.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.BarColumns;
import io.papertape.market.Session;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The calendar against days on which shares really traded, 1998 to March 2021.
class CalendarAgainstBarsTest {
  private static final TradingCalendar NYSE = TradingCalendar.nyse();
  private static final LocalDate FIRST = LocalDate.parse("1998-01-02");
  private static final LocalDate LAST = LocalDate.parse("2021-03-31");

  @Test
  void spyAndFourSharesTradedOnEverySessionAndOnNoOtherDay() {
    LeanFolder folder = new LeanFolder(LeanReference.lean());
    List<Session> sessions = NYSE.sessions(FIRST, LAST);
    for (String ticker : List.of("spy", "aapl", "ibm", "aig", "wm")) {
      BarColumns bars = folder.daily(ticker);
      assertThat(bars.size()).as(ticker).isEqualTo(sessions.size()).isEqualTo(5849);
      for (int i = 0; i < bars.size(); i++) {
        assertThat(bars.openTimeNanos()[i]).isEqualTo(sessions.get(i).openNanos());
        assertThat(bars.closeTimeNanos()[i]).isEqualTo(sessions.get(i).closeNanos());
      }
    }
  }

  @Test
  void ibmHasNoLastHourOnTheHalfDaysAndOnNoOtherDay() {
    BarColumns hours = new LeanFolder(LeanReference.lean()).hourly("ibm");
    Set<LocalDate> full = new TreeSet<>();
    for (int i = 0; i < hours.size(); i++) {
      LocalDateTime open =
          LocalDateTime.ofInstant(Times.instant(hours.openTimeNanos()[i]), NYSE.zone());
      if (open.getHour() == 15) {
        full.add(open.toLocalDate());
      }
    }
    for (Session session : NYSE.sessions(FIRST, LAST)) {
      LocalDateTime close =
          LocalDateTime.ofInstant(Times.instant(session.closeNanos()), NYSE.zone());
      assertThat(full.contains(session.date()))
          .as("%s closes at %s", session.date(), close)
          .isEqualTo(close.getHour() == 16);
    }
  }

  @Test
  void theMorningOfTheMemorialHasNoBarBeforeEleven() {
    BarColumns hours = new LeanFolder(LeanReference.lean()).hourly("ibm");
    Session session = NYSE.session(LocalDate.parse("2002-09-11")).orElseThrow();
    long morning = NYSE.nanos(session.date().atTime(9, 0));
    BarColumns day = hours.between(morning, session.closeNanos());
    assertThat(day.size()).isEqualTo(5);
    assertThat(Times.instant(day.openTimeNanos()[0])).hasToString("2002-09-11T15:00:00Z");
  }
}
