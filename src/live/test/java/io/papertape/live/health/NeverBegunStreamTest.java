package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent.Trade;
import io.papertape.market.InputState;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import io.papertape.order.Side;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A stream of which nothing has come yet.
class NeverBegunStreamTest {
  private static final long MINUTE = 60_000_000_000L;

  private static StreamHealth trades(TradingCalendar calendar, long startNanos) {
    return new StreamHealth(HealthSettings.DEFAULT, StreamTraits.TRADES, calendar, startNanos);
  }

  @Test
  void itIsAStallAfterFiveMinutesUntilItBegins() {
    long start = Times.nanos(Instant.parse("2026-11-18T00:00:00Z"));
    StreamHealth trades = trades(TradingCalendar.aroundTheClock(), start);
    trades.onClock(start + 5 * MINUTE);
    assertThat(trades.state())
        .isEqualTo(new StreamState(InputState.STALE, HealthReason.STARTING, start));
    trades.onClock(start + 5 * MINUTE + 1);
    assertThat(trades.counts()).containsKey(HealthReason.STALL);
    assertThat(trades.state())
        .isEqualTo(new StreamState(InputState.STALE, HealthReason.STALL, start));
    long now = start + 6 * MINUTE;
    trades.onTrade(new Trade("X", now, "1", Side.BUY, 10_000, 1), now);
    assertThat(trades.state().state()).isEqualTo(InputState.LIVE);
  }

  @Test
  void itIsStartingAgainWhenItsVenueCloses() {
    StreamHealth nyse =
        trades(TradingCalendar.nyse(), Times.nanos(Instant.parse("2026-11-18T20:50:00Z")));
    nyse.onClock(Times.nanos(Instant.parse("2026-11-18T20:56:00Z")));
    assertThat(nyse.state().reason()).isEqualTo(HealthReason.STALL);
    nyse.onClock(Times.nanos(Instant.parse("2026-11-19T03:00:00Z")));
    assertThat(nyse.state().reason()).isEqualTo(HealthReason.STARTING);
    assertThat(nyse.state().state()).isEqualTo(InputState.STALE);
  }
}
