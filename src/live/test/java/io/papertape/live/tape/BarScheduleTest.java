package io.papertape.live.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BarScheduleTest {
  private static final long HOUR = 3_600_000_000_000L;

  private static long nanos(String instant) {
    return Times.nanos(Instant.parse(instant));
  }

  private static String next(BarSchedule schedule, String after) {
    return Times.instant(schedule.nextClose(nanos(after))).toString();
  }

  @Test
  void aroundTheClockBarsCloseAtEachMultiple() {
    BarSchedule schedule = new BarSchedule(TradingCalendar.aroundTheClock(), HOUR);

    assertThat(next(schedule, "2026-11-25T00:00:00Z")).isEqualTo("2026-11-25T01:00:00Z");
    assertThat(next(schedule, "2026-11-25T00:59:59.999999999Z")).isEqualTo("2026-11-25T01:00:00Z");
    assertThat(next(schedule, "2026-11-25T23:30:00Z")).isEqualTo("2026-11-26T00:00:00Z");
  }

  @Test
  void barsOfAnExchangeCountFromItsOpeningAndEndWithItsSession() {
    BarSchedule schedule = new BarSchedule(TradingCalendar.nyse(), HOUR);

    assertThat(next(schedule, "2026-11-25T10:00:00Z")).isEqualTo("2026-11-25T15:30:00Z");
    assertThat(next(schedule, "2026-11-25T20:30:00Z")).isEqualTo("2026-11-25T21:00:00Z");
    assertThat(next(schedule, "2026-11-25T21:00:00Z")).isEqualTo("2026-11-27T15:30:00Z");
    assertThat(schedule.openOf(nanos("2026-11-25T21:00:00Z")))
        .isEqualTo(nanos("2026-11-25T20:30:00Z"));
    assertThat(schedule.holds(nanos("2026-11-25T20:30:00Z"), nanos("2026-11-25T21:00:00Z")))
        .isTrue();
    assertThat(schedule.holds(nanos("2026-11-25T20:00:00Z"), nanos("2026-11-25T21:00:00Z")))
        .isFalse();
  }

  @Test
  void barsLongerThanADayAreRefused() {
    assertThatThrownBy(() -> new BarSchedule(TradingCalendar.aroundTheClock(), 25 * HOUR))
        .hasMessage(
            "Bars of this length are not streamed: barNanos=90000000000000. Use up to a day.");
  }
}
