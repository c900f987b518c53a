package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.market.FixedPoint;
import io.papertape.market.InputState;
import io.papertape.market.TradingCalendar;
import org.junit.jupiter.api.Test;

class EmptySideTest {
  private static final long SECOND = 1_000_000_000;
  private static final long START = 1_764_108_000 * SECOND;

  private final StreamHealth quotes =
      new StreamHealth(
          HealthSettings.DEFAULT, StreamTraits.QUOTES, TradingCalendar.aroundTheClock(), START);

  /// The quote of a second, whose number it is.
  private HealthReason quote(int second, long bid, long ask) {
    long nanos = START + second * SECOND;
    return quotes.onQuote(
        new TopOfBook(
            "X",
            nanos,
            second,
            bid * FixedPoint.ONE,
            bid == 0 ? 0 : FixedPoint.ONE,
            ask * FixedPoint.ONE,
            ask == 0 ? 0 : FixedPoint.ONE),
        nanos);
  }

  private static StreamState state(InputState state, HealthReason reason, int second) {
    return new StreamState(state, reason, START + second * SECOND);
  }

  private void wholeQuotes() {
    for (int second = 1; second <= 59; second++) {
      assertThat(quote(second, 99, 101)).isEqualTo(HealthReason.HEALTHY);
    }
  }

  @Test
  void aQuoteWithoutASideBreaksTheStreamUntilTheNextWholeOne() {
    wholeQuotes();
    for (int second = 60; second <= 16 * 60; second++) {
      assertThat(quote(second, 99, 0)).isEqualTo(HealthReason.IMPOSSIBLE);
      quotes.onClock(START + second * SECOND);
      assertThat(quotes.state()).isEqualTo(state(InputState.BROKEN, HealthReason.EMPTY_SIDE, 60));
    }

    assertThat(quote(961, 99, 101)).isEqualTo(HealthReason.HEALTHY);
    assertThat(quotes.state()).isEqualTo(state(InputState.LIVE, HealthReason.HEALTHY, 961));
    assertThat(quotes.counts())
        .containsEntry(HealthReason.EMPTY_SIDE, 1L)
        .containsEntry(HealthReason.IMPOSSIBLE, 901L);
  }

  @Test
  void aBookWithoutABidOrWithNothingIsNoBetter() {
    wholeQuotes();
    quote(60, 0, 101);
    assertThat(quotes.state()).isEqualTo(state(InputState.BROKEN, HealthReason.EMPTY_SIDE, 60));
    quote(61, 99, 101);
    quote(62, 0, 0);
    assertThat(quotes.state()).isEqualTo(state(InputState.BROKEN, HealthReason.EMPTY_SIDE, 62));
    quote(63, 99, 101);
    quotes.onEmptySide(0, START + 64 * SECOND);

    assertThat(quotes.state()).isEqualTo(state(InputState.BROKEN, HealthReason.EMPTY_SIDE, 64));
    assertThat(quotes.silentSinceNanos()).isEqualTo(START + 64 * SECOND);
  }

  @Test
  void theFirstPriceAfterwardsIsWaitedForUntilItIsBelieved() {
    wholeQuotes();
    quote(60, 99, 0);

    assertThat(quote(61, 49, 51)).isEqualTo(HealthReason.BAD_TICK);
    assertThat(quotes.state()).isEqualTo(state(InputState.BROKEN, HealthReason.EMPTY_SIDE, 60));

    assertThat(quote(62, 99, 101)).isEqualTo(HealthReason.HEALTHY);
    assertThat(quotes.state()).isEqualTo(state(InputState.LIVE, HealthReason.HEALTHY, 62));
  }
}
