package io.papertape.live.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent.TopOfBook;
import io.papertape.market.InputState;
import io.papertape.market.TradingCalendar;
import org.junit.jupiter.api.Test;

/// A venue such as Bybit sends an unchanged quote again every 3 s, with the same number.
class RepeatedQuotesTest {
  private static final long SECOND = 1_000_000_000;
  private static final long START = 1_764_108_000 * SECOND;

  private final StreamHealth quotes =
      new StreamHealth(
          HealthSettings.DEFAULT, StreamTraits.QUOTES, TradingCalendar.aroundTheClock(), START);

  private static TopOfBook quote(long seconds, long number) {
    return new TopOfBook("X", START + seconds * SECOND, number, 100, 1, 101, 1);
  }

  /// A quote a second: silence is a stall after 5 s.
  private void quotes(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(quotes.onQuote(quote(i, i + 1), START + i * SECOND))
          .isEqualTo(HealthReason.HEALTHY);
    }
    assertThat(quotes.stallNanos()).isEqualTo(5 * SECOND);
  }

  @Test
  void aRepeatOfTheLastQuoteIsDroppedAndKeepsTheStreamAlive() {
    quotes(300);

    for (long second = 302; second < 320; second += 3) {
      assertThat(quotes.onQuote(quote(second, 300), START + second * SECOND))
          .isEqualTo(HealthReason.DUPLICATE);
      quotes.onClock(START + (second + 2) * SECOND);
      assertThat(quotes.state().state()).isEqualTo(InputState.LIVE);
      assertThat(quotes.silentSinceNanos()).isEqualTo(START + second * SECOND);
    }
    assertThat(quotes.events()).isEqualTo(300);
  }

  @Test
  void aRepeatOfTheLastQuoteEndsAStall() {
    quotes(300);
    quotes.onClock(START + 310 * SECOND);
    assertThat(quotes.state().reason()).isEqualTo(HealthReason.STALL);

    quotes.onQuote(quote(311, 300), START + 311 * SECOND);

    assertThat(quotes.state().state()).isEqualTo(InputState.LIVE);
  }

  @Test
  void aRepeatOfAnOlderQuoteShowsNothing() {
    quotes(300);
    quotes.onClock(START + 310 * SECOND);

    assertThat(quotes.onQuote(quote(298, 299), START + 311 * SECOND))
        .isEqualTo(HealthReason.DUPLICATE);

    assertThat(quotes.state().reason()).isEqualTo(HealthReason.STALL);
  }

  @Test
  void numbersThatBeginAnewAtOnceAreSoonNoRepeats() {
    quotes(300);
    long last = 299 * SECOND;
    int told = 0;
    for (int i = 1; i <= 40; i++) {
      long nanos = START + last + i * SECOND / 10;
      TopOfBook quote = new TopOfBook("X", nanos, i, 100, 1, 101, 1);
      told += quotes.onQuote(quote, nanos) == HealthReason.HEALTHY ? 1 : 0;
    }

    assertThat(told).isEqualTo(30); // the others came within a second
  }

  /// Bybit's books begin with number 1 again when the venue has been started anew.
  @Test
  void numbersThatBeginAnewAreNoRepeats() {
    quotes(300);

    assertThat(quotes.onQuote(quote(302, 1), START + 302 * SECOND)).isEqualTo(HealthReason.HEALTHY);
    assertThat(quotes.onQuote(quote(303, 2), START + 303 * SECOND)).isEqualTo(HealthReason.HEALTHY);
    assertThat(quotes.onQuote(quote(303, 2), START + 304 * SECOND))
        .isEqualTo(HealthReason.DUPLICATE);
  }
}
