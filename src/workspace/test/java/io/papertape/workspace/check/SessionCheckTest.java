package io.papertape.workspace.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.Bar;
import io.papertape.market.BarColumns;
import io.papertape.market.Session;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCheckTest {
  private static final TradingCalendar NYSE = TradingCalendar.nyse();
  private static final long HOUR = 3_600_000_000_000L;

  @Test
  void sessionsWithoutABarAreNamed() {
    // 2024-01-15 was a holiday, so only the 16th and 18th are missing.
    SessionCheck check =
        SessionCheck.of(days("2024-01-11", "2024-01-12", "2024-01-17", "2024-01-19"), NYSE);
    assertThat(check)
        .isEqualTo(
            new SessionCheck(
                6,
                2,
                List.of(LocalDate.parse("2024-01-16"), LocalDate.parse("2024-01-18")),
                0,
                List.of()));
  }

  @Test
  void barsThatTouchNoSessionAreNamed() {
    // 09:00 to 10:00 in New York touches the opening; 08:00 and 16:00 do not touch the session.
    BarColumns hours =
        hours("2024-01-16T13:00:00Z", "2024-01-16T14:00:00Z", "2024-01-16T21:00:00Z");
    SessionCheck check = SessionCheck.of(hours, NYSE);
    assertThat(check.outside()).isEqualTo(2);
    assertThat(check.firstOutside())
        .containsExactly(
            Instant.parse("2024-01-16T13:00:00Z"), Instant.parse("2024-01-16T21:00:00Z"));
    assertThat(check.missing()).isZero();
  }

  @Test
  void onlyTheFirstAreNamedAndAllAreCounted() {
    SessionCheck check = SessionCheck.of(days("2024-02-01", "2024-02-29"), NYSE);
    assertThat(check.missing()).isEqualTo(18); // 20 sessions in February 2024
    assertThat(check.firstMissing()).hasSize(SessionCheck.NAMED);
  }

  @Test
  void weekCoversAllItsSessions() {
    Session monday = NYSE.session(LocalDate.parse("2024-01-08")).orElseThrow();
    Session friday = NYSE.session(LocalDate.parse("2024-01-12")).orElseThrow();
    Bar week = new Bar(monday.openNanos(), friday.closeNanos(), 1, 1, 1, 1, 1);
    assertThat(SessionCheck.of(BarColumns.of(List.of(week)), NYSE))
        .isEqualTo(new SessionCheck(5, 0, List.of(), 0, List.of()));
  }

  @Test
  void barsBeforeTheCalendarAreNotJudged() {
    BarColumns bars = hours("1985-01-05T15:00:00Z", "1990-01-02T15:00:00Z");
    assertThat(SessionCheck.of(bars, NYSE))
        .isEqualTo(new SessionCheck(1, 0, List.of(), 0, List.of()));
    assertThat(SessionCheck.of(hours("1985-01-05T15:00:00Z"), NYSE).sessions()).isZero();
  }

  private static BarColumns days(String... dates) {
    List<Bar> bars = new ArrayList<>();
    for (String date : dates) {
      Session session = NYSE.session(LocalDate.parse(date)).orElseThrow();
      bars.add(new Bar(session.openNanos(), session.closeNanos(), 1, 1, 1, 1, 1));
    }
    return BarColumns.of(bars);
  }

  private static BarColumns hours(String... times) {
    List<Bar> bars = new ArrayList<>();
    for (String time : times) {
      long open = Times.nanos(Instant.parse(time));
      bars.add(new Bar(open, open + HOUR, 1, 1, 1, 1, 1));
    }
    return BarColumns.of(bars);
  }
}
