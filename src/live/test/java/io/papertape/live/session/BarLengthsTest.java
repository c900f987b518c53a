package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarLengthsTest {
  private static final long MINUTE = 60_000_000_000L;

  private static PreparedFeed feed(long barNanos, String resolution) {
    return new PreparedFeed(
            "told:A",
            new ToldFeed(0),
            List.of(new TapeInstrument(Instrument.crypto("A"), "told", "A", barNanos)),
            0)
        .at(Resolution.parse(resolution));
  }

  @Test
  void anotherLengthThanThatOfTheRunOrTheStrategyIsSaid() {
    assertThat(BarLengths.difference("run", Resolution.DAY, feed(MINUTE, "1m")))
        .contains(
            "Bars are of another length than those of the run: feed=1m, run=1d. It decides at each"
                + " 1m.");
    assertThat(BarLengths.difference("strategy", Resolution.parse("1h"), feed(0, "quote")))
        .contains(
            "Bars are of another length than those of the strategy: feed=1m, strategy=1h. It"
                + " decides at each 1m.");
    assertThat(BarLengths.difference("run", Resolution.QUOTE, feed(MINUTE, "1m")))
        .contains(
            "Bars are of another length than those of the run: feed=1m, run=quote. It decides at"
                + " each 1m.");
    assertThat(BarLengths.difference("run", Resolution.QUOTE, feed(0, "trade")))
        .contains("Feed tells other prices than the run is on: feed=trade, run=quote.");
    assertThat(BarLengths.difference("strategy", Resolution.parse("1m"), feed(0, "quote")))
        .contains("Bars are made of what the feed tells: feed=quote.");
  }

  @Test
  void nothingIsSaidOfTheSame() {
    assertThat(BarLengths.difference("run", Resolution.parse("1m"), feed(MINUTE, "1m"))).isEmpty();
    assertThat(BarLengths.difference("run", Resolution.QUOTE, feed(0, "quote"))).isEmpty();
    assertThat(BarLengths.difference("run", Resolution.QUOTE, feed(MINUTE, "quote"))).isEmpty();
  }

  @Test
  void minutesAreMadeOfQuotesOrTradesWhereTheFeedTellsNoBars() {
    assertThat(feed(0, "quote").minutesOf()).contains(Resolution.QUOTE);
    assertThat(feed(0, "trade").minutesOf()).contains(Resolution.TRADE);
    assertThat(feed(MINUTE, "quote").minutesOf()).isEmpty();
    assertThat(feed(MINUTE, "1m").minutesOf()).isEmpty();
  }
}
