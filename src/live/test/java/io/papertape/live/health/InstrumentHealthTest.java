package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.market.InputState;
import io.papertape.market.TradingCalendar;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentHealthTest {
  private final StreamHealth quotes = stream(StreamTraits.QUOTES);
  private final StreamHealth trades = stream(StreamTraits.TRADES);
  private final InstrumentHealth health = new InstrumentHealth(List.of(quotes, trades));

  private static StreamHealth stream(StreamTraits traits) {
    return new StreamHealth(HealthSettings.DEFAULT, traits, TradingCalendar.byName("24/7"), 1);
  }

  private void begin() {
    quotes.proven(10);
    trades.proven(12);
    assertThat(health.change()).contains(live(12));
  }

  private static StreamState live(long sinceNanos) {
    return new StreamState(InputState.LIVE, HealthReason.HEALTHY, sinceNanos);
  }

  private static StreamState broken(HealthReason reason, long sinceNanos) {
    return new StreamState(InputState.BROKEN, reason, sinceNanos);
  }

  @Test
  void itIsLiveSinceTheLastThingThatWasWrongWasMended() {
    begin();
    quotes.begin(HealthReason.CROSSED_BOOK, 30);
    assertThat(health.change()).contains(broken(HealthReason.CROSSED_BOOK, 30));
    quotes.end(HealthReason.CROSSED_BOOK, 31);
    assertThat(health.change()).contains(live(31));
  }

  @Test
  void ofSeveralThingsThatAreWrongTheOldestIsTold() {
    begin();
    trades.begin(HealthReason.DISCONNECTED, 41);
    quotes.begin(HealthReason.DISCONNECTED, 40);
    assertThat(health.change()).contains(broken(HealthReason.DISCONNECTED, 40));
  }

  @Test
  void itIsNotLiveSinceBeforeWhatWasToldToBeWrong() {
    begin();
    health.tell(broken(HealthReason.CLOCK_STEP, 50));
    assertThat(health.change()).contains(live(50));
  }
}
