package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.InputState;
import io.papertape.market.Times;
import io.papertape.market.TradingCalendar;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartingStreamTest {
  @Test
  void aStreamThatNeverBeganIsStillStartingWhenItsVenueCloses() {
    StreamHealth nyse =
        new StreamHealth(
            HealthSettings.DEFAULT,
            StreamTraits.TRADES,
            TradingCalendar.nyse(),
            Times.nanos(Instant.parse("2026-11-18T20:50:00Z")));
    nyse.onClock(Times.nanos(Instant.parse("2026-11-18T20:56:00Z")));
    assertThat(nyse.state().reason()).isEqualTo(HealthReason.STALL);
    nyse.onClock(Times.nanos(Instant.parse("2026-11-19T03:00:00Z")));
    assertThat(nyse.state().reason()).isEqualTo(HealthReason.STARTING);
    assertThat(nyse.state().state()).isEqualTo(InputState.STALE);
  }
}
