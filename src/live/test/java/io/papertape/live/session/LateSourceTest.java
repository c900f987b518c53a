package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.transport.FrameLog;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.Instrument;
import io.papertape.workspace.store.Resolution;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A log of two sources, an instrument in each, of which one comes minutes late.
class LateSourceTest {
  private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT");

  private final StagedLog log =
      new StagedLog(
          2,
          new BinanceVenue(BinanceMarket.SPOT),
          Resolution.QUOTE,
          SYMBOLS.stream()
              .map(one -> new TapeInstrument(Instrument.crypto(one), "binance", one, 0))
              .toList());

  /// A trade shows that its stream is there, and quotes follow.
  @BeforeEach
  void begin() throws InterruptedException {
    log.start();
    log.step(
        listener -> {
          for (int source = 0; source < 2; source++) {
            long millis = log.now.get() / 1_000_000;
            log.frame(
                listener,
                source,
                0,
                ("{\"e\":\"trade\",\"E\":%d,\"s\":\"%s\",\"t\":1,\"p\":\"7\",\"q\":\"1\","
                        + "\"T\":%d,\"m\":true}")
                    .formatted(millis, SYMBOLS.get(source), millis));
            quote(listener, source, 0);
          }
        });
    Patience.until(
        "live", () -> log.state(0).equals("LIVE HEALTHY") && log.state(1).equals("LIVE HEALTHY"));
    log.told.clear();
  }

  @AfterEach
  void end() {
    log.close();
  }

  private void quote(FrameLog.Listener listener, int source, long ageNanos) {
    log.frame(
        listener,
        source,
        ageNanos,
        "{\"u\":%d,\"s\":\"%s\",\"b\":\"7\",\"B\":\"1\",\"a\":\"8\",\"A\":\"1\"}"
            .formatted(log.size(source) + 10, SYMBOLS.get(source)));
  }

  @Test
  void whatComesLateIsNotLiveBecauseAnotherSourceIsInTime() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      log.step(
          listener -> {
            quote(listener, 0, 600 * StagedLog.SECOND);
            quote(listener, 1, 0);
          });
    }
    Patience.until("told", () -> log.told.stream().filter("1 bid 7"::equals).count() == 3);
    log.passSeconds(3);

    assertThat(log.told)
        .containsExactly(
            "0 BACKFILLED BACKFILL",
            "0 bid 7",
            "1 bid 7",
            "0 bid 7",
            "1 bid 7",
            "0 bid 7",
            "1 bid 7");
    log.step(listener -> quote(listener, 0, StagedLog.SECOND));
    Patience.until("live", () -> log.state(0).equals("LIVE HEALTHY"));
    assertThat(log.state(1)).isEmpty();
  }

  /// That it comes from the late source shows in its first event from there.
  @Test
  void anInstrumentThatMovesToALateSourceIsLate() throws InterruptedException {
    log.step(
        listener -> {
          quote(listener, 0, 600 * StagedLog.SECOND);
          String text =
              "{\"u\":900,\"s\":\"ETHUSDT\",\"b\":\"7\",\"B\":\"1\",\"a\":\"8\",\"A\":\"1\"}";
          log.frame(listener, 0, 600 * StagedLog.SECOND, text);
        });
    Patience.until("told", () -> log.told.contains("1 bid 7"));

    assertThat(log.told)
        .containsExactly("0 BACKFILLED BACKFILL", "0 bid 7", "1 BACKFILLED BACKFILL", "1 bid 7");
  }
}
