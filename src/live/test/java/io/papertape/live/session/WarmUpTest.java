package io.papertape.live.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertape.indicator.Sma;
import io.papertape.live.tape.TapeEvent;
import io.papertape.live.tape.TapeEvent.BarOrigin;
import io.papertape.live.tape.TapeEvent.OperatorCommand.Command;
import io.papertape.live.tape.TapeEvent.TapedBar;
import io.papertape.live.tape.TapeInstrument;
import io.papertape.live.tape.TapeReader;
import io.papertape.live.transport.HostPaces;
import io.papertape.live.transport.LoopbackSocket;
import io.papertape.live.transport.LoopbackVenue;
import io.papertape.live.transport.RestClient;
import io.papertape.live.transport.RestRules;
import io.papertape.live.transport.TransportRules;
import io.papertape.live.transport.VenueWords;
import io.papertape.live.venue.binance.BinanceMarket;
import io.papertape.live.venue.binance.BinanceVenue;
import io.papertape.market.Instrument;
import io.papertape.strategy.Context;
import io.papertape.strategy.Strategy;
import io.papertape.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sessions that begin while their venue is slow to answer.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WarmUpTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long START = 1_764_108_000 * SECOND;
  private static final int MANY = 50;
  private static final int BARS = VenueFeed.WARM_UP_BARS;

  @TempDir private Path home;
  private final LoopbackVenue venue = LoopbackVenue.start();
  private final AtomicLong nanos = new AtomicLong(START);
  private final List<TapeInstrument> instruments =
      IntStream.range(0, MANY)
          .mapToObj(i -> "S" + i)
          .map(symbol -> new TapeInstrument(Instrument.crypto(symbol), "binance", symbol, MINUTE))
          .toList();

  @AfterEach
  void close() {
    venue.close();
  }

  /// Counts the bars of each instrument at which it is asked: once its slow average is there.
  private static final class Warmth implements Strategy {
    final AtomicIntegerArray bars = new AtomicIntegerArray(MANY);

    @Override
    public void onStart(Context context) {
      for (int i = 0; i < context.instruments(); i++) {
        context.series(i, new Sma(BARS));
      }
    }

    @Override
    public void onBar(Context context, int instrument) {
      bars.incrementAndGet(instrument);
    }
  }

  private PaperSession session(Strategy strategy) {
    SessionManifest manifest = MadeManifest.of("warmth", "binance:many", START, instruments);
    SessionFolder folder = SessionFolder.create(new Workspace(home), manifest, home);
    RestClient rest =
        new RestClient(
            "binance", VenueWords.NONE, new HostPaces(RestRules.STANDARD, 1), nanos::get, _ -> {});
    VenueFeed feed =
        new VenueFeed(
            new BinanceVenue(BinanceMarket.SPOT, venue.socket(), venue.rest("/")),
            instruments,
            TransportRules.STANDARD,
            rest,
            new SplittableRandom(2),
            nanos::get,
            _ -> {});
    return new PaperSession(
        folder.id(),
        manifest,
        SessionDisks.of(folder),
        strategy,
        feed,
        System::nanoTime,
        SessionListener.NONE);
  }

  private static String history() {
    StringBuilder body = new StringBuilder("[");
    for (int i = 0; i < BARS; i++) {
      long open = START / 1_000_000 - (BARS - i) * 60_000L;
      body.append(i == 0 ? "" : ",")
          .append(
              "[%d,\"7\",\"7\",\"7\",\"7\",\"7\",%d,\"700\",3,\"1\",\"1\",\"0\"]"
                  .formatted(open, open + 59_999));
    }
    return body.append("]").toString();
  }

  private static String liveBar(String symbol) {
    long open = START / 1_000_000;
    return ("{\"e\":\"kline\",\"E\":%d,\"s\":\"%s\",\"k\":{\"t\":%d,\"T\":%d,\"s\":\"%s\","
            + "\"i\":\"1m\",\"o\":\"7\",\"c\":\"7\",\"h\":\"7\",\"l\":\"7\",\"v\":\"1\",\"n\":1,"
            + "\"x\":true}}")
        .formatted(open + 60_000, symbol, open, open + 59_999, symbol);
  }

  private LoopbackSocket subscribed() throws Exception {
    LoopbackSocket client = venue.awaitClient();
    client.awaitText();
    client.text("{\"result\":null,\"id\":1}");
    return client;
  }

  private void pass(long untilNanos) throws InterruptedException {
    Patience.until("time", () -> nanos.addAndGet(SECOND / 10) >= untilNanos);
  }

  private boolean areWarm(Warmth strategy) {
    return areWarmBefore(Long.MAX_VALUE, strategy);
  }

  /// The last bar of the history and the live one; time goes on up to a moment.
  private boolean areWarmBefore(long endNanos, Warmth strategy) {
    nanos.updateAndGet(now -> Math.min(endNanos, now + SECOND / 100));
    return IntStream.range(0, MANY).allMatch(i -> strategy.bars.get(i) == 2);
  }

  @Test
  void fiftyInstrumentsAreWarmAlsoIfTheirFirstLiveBarsComeBeforeTheirHistory() throws Exception {
    venue.answerRequests(
        LoopbackVenue.Reply.of(200, history()).with("Date", "Tue, 25 Nov 2025 22:00:30 GMT"));
    venue.holdAnswers();
    Warmth strategy = new Warmth();
    PaperSession session = session(strategy).start();
    LoopbackSocket client = subscribed();

    pass(START + MINUTE + SECOND / 10);
    instruments.forEach(one -> client.text(liveBar(one.venueSymbol())));
    pass(nanos.get() + 5 * SECOND);
    venue.releaseAnswers();

    Patience.until("warm", () -> areWarm(strategy));
    session.command(Command.STOP, "ada", "enough");
    assertThat(session.await(20_000)).isPresent();
  }

  @Test
  void barsThatWaitForTheHistoryAreNotMissingMeanwhile() throws Exception {
    nanos.set(START + 57 * SECOND);
    venue.answerRequests(
        LoopbackVenue.Reply.of(200, history()).with("Date", "Tue, 25 Nov 2025 22:00:57 GMT"));
    venue.holdAnswers();
    Warmth strategy = new Warmth();
    PaperSession session = session(strategy).start();
    LoopbackSocket client = subscribed();

    nanos.set(START + MINUTE + SECOND / 10);
    instruments.forEach(one -> client.text(liveBar(one.venueSymbol())));
    client.ping("all");
    client.awaitPong(); // all of them have been received
    pass(START + MINUTE + 4 * SECOND);
    venue.releaseAnswers();

    Patience.until("warm", () -> areWarmBefore(START + MINUTE + 6 * SECOND, strategy));
    session.command(Command.STOP, "ada", "enough");
    assertThat(session.await(20_000)).isPresent();
    assertThat(origins(session.id())).hasSize(MANY).containsOnly(BarOrigin.LIVE);
  }

  /// Of what is on the tape of the first minute.
  private List<BarOrigin> origins(String id) {
    List<BarOrigin> origins = new ArrayList<>();
    SessionFolder folder = SessionFolder.of(new Workspace(home), id);
    try (TapeReader tape = TapeReader.open(folder.tape())) {
      for (var moment = tape.next(); moment.isPresent(); moment = tape.next()) {
        for (TapeEvent event : moment.get().events()) {
          if (event instanceof TapedBar bar && bar.closeNanos() == START + MINUTE) {
            origins.add(bar.origin());
          }
        }
      }
    }
    return origins;
  }
}
