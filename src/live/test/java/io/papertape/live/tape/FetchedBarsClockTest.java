package io.papertape.live.tape;

import static io.papertape.live.tape.Feed.MILLI;
import static io.papertape.live.tape.Feed.MINUTE;
import static io.papertape.live.tape.Feed.SECOND;
import static io.papertape.live.tape.Feed.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.feed.FeedEvent.BarState;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.venue.Venue;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.live.venue.bybit.BybitVenue;
import io.papertape.market.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A fetched bar has no time of sending: how long ago it closed says nothing of a clock.
class FetchedBarsClockTest {
  private static final List<TapeInstrument> THREE =
      List.of(instrument("A"), instrument("B"), instrument("C"));

  private final List<TapeMoment> told = new ArrayList<>();
  private final Sequencer sequencer =
      new Sequencer(THREE, SequencerSettings.DEFAULT, at(MINUTE + 55 * SECOND), told::add);

  private static TapeInstrument instrument(String symbol) {
    return new TapeInstrument(Instrument.crypto(symbol), "venue", symbol, MINUTE);
  }

  private static BarState fetched(Venue venue, String body) {
    long open = at(0) / MILLI;
    return venue
        .readBars(
            "A",
            MINUTE,
            body.formatted(open, open + MINUTE / MILLI - 1)
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8))
        .getFirst();
  }

  /// The bars of the first minute are there 55 s after its close, those of the second 40 s after.
  private void fetchedLate(BarState warmUp) {
    for (int i = 0; i < THREE.size(); i++) {
      sequencer.onEvent(i, warmUp, at(MINUTE + 55 * SECOND));
    }
    long last = told.getLast().timeNanos();
    sequencer.onClock(at(MINUTE + 57 * SECOND));
    assertThat(told.getLast().timeNanos()).isEqualTo(at(MINUTE + 57 * SECOND)).isGreaterThan(last);

    for (long now = 2 * MINUTE; now < 2 * MINUTE + 40 * SECOND; now += SECOND / 10) {
      sequencer.onClock(at(now));
    }
    told.clear();
    for (int i = 0; i < THREE.size(); i++) {
      sequencer.onEvent(i, Feed.bar(2, 100), at(2 * MINUTE + 40 * SECOND));
    }
    assertThat(told.stream().flatMap(moment -> moment.events().stream()))
        .hasSize(3)
        .allMatch(event -> ((TapedBar) event).origin() == BarOrigin.BACKFILLED);
  }

  @Test
  void barsOfBinanceThatWereFetchedLeaveTimeAlone() {
    fetchedLate(
        fetched(
            new BinanceVenue(BinanceMarket.SPOT),
            "[[%d,'100','100','100','100','7',%d,'700',7,'5','500','0']]"));
  }

  @Test
  void barsOfBybitThatWereFetchedLeaveTimeAlone() {
    fetchedLate(
        fetched(
            new BybitVenue(BybitVenue.Category.LINEAR),
            "{'retCode':0,'retMsg':'OK','result':{'list':["
                + "['%d','100','100','100','100','7','700']]}}"));
  }
}
