package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeEvent.FeedPlace;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.venue.generic.GenericVenue;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How far the tape is told that the sources of a log have been read: one has the bars of the
/// session, the other those of nobody.
class LogPlacesTest {
  private static final long MINUTE = 60 * StagedLog.SECOND;

  private final StagedLog log =
      new StagedLog(
          2,
          GenericVenue.read(
              "x.yaml",
              """
              name: x
              url: wss://venue.example.com/feed
              subscribe:
                bars: '{"op":"subscribe"}'
              frames:
                - tell: bar
                  match: {t: bar}
                  symbol: m
                  open-time: s
                  bar-seconds: 60
                  open: p
                  high: p
                  low: p
                  close: p
                  volume: v
              """),
          new Resolution(1, Resolution.Unit.MINUTE),
          List.of(new TapeInstrument(Instrument.crypto("A"), "x", "A", MINUTE)));

  @BeforeEach
  void begin() {
    log.start();
  }

  @AfterEach
  void end() {
    log.close();
  }

  private void bars(int source, String symbol) throws InterruptedException {
    long begun = log.size(source);
    for (int i = 0; i < 60; i++) {
      int volume = i;
      log.step(
          listener ->
              log.frame(
                  listener,
                  source,
                  0,
                  "{\"t\":\"bar\",\"m\":\"%s\",\"s\":%d,\"p\":\"7\",\"v\":\"%d\"}"
                      .formatted(symbol, StagedLog.START / 1_000_000, volume)));
    }
    Patience.until("read", () -> log.size(source) == begun + 60);
  }

  /// A bar that nobody ends is known from its updates, which stand before.
  @Test
  void ofASourceWithABarUnderWayItIsNotTold() throws InterruptedException {
    bars(0, "A");
    bars(1, "B");

    assertThat(log.places)
        .filteredOn(FeedPlace::isRead)
        .extracting(FeedPlace::source)
        .containsOnly(1);
  }
}
